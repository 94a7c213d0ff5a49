package io.lapse.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.qmp.QmpSource;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What it takes to read a QMP log, beside what Jackson takes for its tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QmpBenchmark {
  static final int LOG_BYTES = 32 * 1024 * 1024;

  private final JsonFactory factory = new JsonFactory();
  private byte[] log = new byte[0];
  private Path file = Path.of("");

  /** Writes the log. */
  @Setup
  public void write() throws IOException {
    log = QmpLogText.ofAtLeast(LOG_BYTES);
    file = Files.write(Files.createTempFile("benchmark", ".qmp"), log);
  }

  /** Removes it. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  /** From the file to the host events. */
  @Benchmark
  public void adapter(Blackhole blackhole) {
    SourceInput input =
        new SourceInput(
            "log", file, "h0", "vm1", Format.QMP, 100_000, null, CounterWhilePaused.STOPS);
    new QmpSource(input).read(new Taken(blackhole));
  }

  /** From the bytes to the kind of each token: no text is fetched, no number parsed. */
  @Benchmark
  public void tokens(Blackhole blackhole) throws IOException {
    try (JsonParser parser = factory.createParser(log)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        blackhole.consume(token);
      }
    }
  }

  /** From the bytes to the text of each token. */
  @Benchmark
  public void texts(Blackhole blackhole) throws IOException {
    try (JsonParser parser = factory.createParser(log)) {
      while (parser.nextToken() != null) {
        blackhole.consume(parser.getText());
      }
    }
  }

  private record Taken(Blackhole blackhole) implements HostEventSource.Sink {
    @Override
    public void accept(LedgerInput event, Location where) {
      blackhole.consume(event);
    }

    @Override
    public void report(Problem problem) {
      throw new IllegalStateException("the log must be without fault: " + problem);
    }
  }
}
