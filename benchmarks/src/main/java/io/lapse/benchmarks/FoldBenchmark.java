package io.lapse.benchmarks;

import io.lapse.benchmarks.workload.Workload;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One pass over the events of a fleet, each time; every method sees the same events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldBenchmark {
  private static final int GUESTS = 50;
  private static final int DAYS = 5;
  private static final long SEED = 1;

  private final Workload workload = workload();
  private final List<EncodedInput> encoded = EncodedInput.of(workload.inputs());

  static Workload workload() {
    return Workload.fleet(GUESTS, DAYS, SEED);
  }

  /** From the domain's event to what it changes, and nothing else. */
  @Benchmark
  public Map<String, GuestState> fold(Blackhole blackhole) {
    Map<String, GuestState> states = new HashMap<>();
    for (LedgerInput input : workload.inputs()) {
      GuestState state = states.computeIfAbsent(input.guest(), GuestState::empty);
      Step step = state.on(input, Rules.DEFAULT);
      blackhole.consume(step);
      states.put(input.guest(), step.next());
    }
    return states;
  }

  /** From bytes to Avro's own record: what Avro alone takes. */
  @Benchmark
  public void avroDecodes(Blackhole blackhole) throws IOException {
    for (EncodedInput input : encoded) {
      blackhole.consume(input.record());
    }
  }

  /** From bytes to the domain's event: Avro, and then the conversion. */
  @Benchmark
  public void codecDecodes(Blackhole blackhole) {
    for (EncodedInput input : encoded) {
      blackhole.consume(input.input());
    }
  }

  /** The identity of each event, a hash, which the fold needs too. */
  @Benchmark
  public void identities(Blackhole blackhole) {
    for (LedgerInput input : workload.inputs()) {
      blackhole.consume(input.id());
    }
  }
}
