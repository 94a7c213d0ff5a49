package io.lapse.benchmarks;

import io.lapse.benchmarks.workload.Workload;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.signature.HostSignature;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.signature.SignatureHeaders.Claim;
import io.lapse.schemas.signature.SignatureVerifier;
import io.lapse.schemas.state.GuestStateBytes;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a signature costs, beside what the application does with the event anyway. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBenchmark {
  static final int RECORDS = 500;

  /** A record of host events, with its signature. */
  private static final class SignedRecord {
    private final byte[] key;
    private final byte[] value;
    private final Headers headers = new RecordHeaders();

    SignedRecord(HostEvent event, KeyPair pair) {
      key = event.guest().getBytes(StandardCharsets.UTF_8);
      value = Topics.standard().hostEvents().valueSerde().serializer().serialize("t", event);
      SignatureHeaders.add(headers, "benchmark", signed(pair));
    }

    HostSignature signed(KeyPair pair) {
      return HostSignature.of(pair.getPrivate(), new byte[16], key, value);
    }
  }

  private final KeyPair pair = pair();
  private final Workload workload = FoldBenchmark.workload();
  private final List<EncodedInput> encoded = EncodedInput.of(workload.inputs()).subList(0, RECORDS);
  private final List<SignedRecord> records = records();
  private final SignatureVerifier verifier = new SignatureVerifier();

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519 from 15 on", e);
    }
  }

  private List<SignedRecord> records() {
    List<SignedRecord> signed = new ArrayList<>();
    for (LedgerInput input : workload.inputs()) {
      if (signed.size() < RECORDS && input instanceof HostEvent event) {
        signed.add(new SignedRecord(event, pair));
      }
    }
    return signed;
  }

  /** What the host does. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void sign(Blackhole blackhole) {
    for (SignedRecord record : records) {
      blackhole.consume(record.signed(pair));
    }
  }

  /** What the application does: from headers to the judgement. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void verify() {
    for (SignedRecord record : records) {
      boolean isTrue =
          SignatureHeaders.read(record.headers) instanceof Claim.Signed claim
              && verifier.verifies(claim.signature(), pair.getPublic(), record.key, record.value);
      if (!isTrue) {
        throw new IllegalStateException("a signature must verify");
      }
    }
  }

  /** What it does with each event besides: from bytes to the bytes of the next state. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void book(Blackhole blackhole) {
    Map<String, GuestState> states = new HashMap<>();
    Map<String, GuestStateBytes> bytes = new HashMap<>();
    for (EncodedInput each : encoded) {
      LedgerInput input = each.input();
      GuestState before = states.computeIfAbsent(input.guest(), GuestState::empty);
      GuestState next = before.on(input, Rules.DEFAULT).next();
      states.put(input.guest(), next);
      blackhole.consume(
          bytes.computeIfAbsent(input.guest(), guest -> Topics.guestStateBytes()).write(next));
    }
  }
}
