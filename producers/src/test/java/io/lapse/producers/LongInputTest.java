package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of 100 MB, read by a process that could not hold them. */
@Timeout(120)
class LongInputTest {
  private static final long FILE_BYTES = 100_000_000;
  private static final String QMP_LINE =
      "{\"timestamp\": {\"seconds\": 1795000000, \"microseconds\": 7}, \"event\": \"STOP\"}\n";

  @TempDir Path folder;

  @Test
  void lineOf100Megabytes_isRefusedByEachFormat_inAHeapOf64() throws Exception {
    Path file = write("one-line", "{\"kind\":\"", "x".repeat(10_000));
    List<Format> formats = new ArrayList<>(Arrays.asList(Format.values()));
    // Their lines may have 64 MiB each: an inventory is one.
    formats.removeAll(List.of(Format.JSONL, Format.CLOUDEVENTS, Format.PROFILE));

    assertThat(printed("-Xmx64m", file, formats)).isEqualTo(refused(formats));
  }

  @Test
  void lineOf100Megabytes_isRefused_whereLinesMayHave64_inAHeapOf300() throws Exception {
    Path file = write("one-line", "{\"kind\":\"", "x".repeat(10_000));
    List<Format> formats = List.of(Format.JSONL, Format.CLOUDEVENTS, Format.PROFILE);

    assertThat(printed("-Xmx300m", file, formats)).isEqualTo(refused(formats));
  }

  @Test
  void qmpLogOf100Megabytes_isRead_inAHeapOf24() throws Exception {
    Path file = write("log", "{\"QMP\": {}}\n", QMP_LINE);
    long events = (Files.size(file) - "{\"QMP\": {}}\n".length()) / QMP_LINE.length();

    assertThat(printed("-Xmx24m", file, List.of(Format.QMP)))
        .isEqualTo("QMP " + events + " told, false\n");
  }

  private static String refused(List<Format> formats) {
    StringBuilder refused = new StringBuilder();
    formats.forEach(format -> refused.append(format).append(" 0 told, true\n"));
    return refused.toString();
  }

  private Path write(String name, String head, String again) throws IOException {
    Path file = folder.resolve(name);
    byte[] block = again.repeat(100_000 / again.length() + 1).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      for (long written = 0; written < FILE_BYTES; written += block.length) {
        out.write(block);
      }
    }
    return file;
  }

  private static String printed(String heap, Path file, List<Format> formats) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Reader.class.getName(),
                file.toString()));
    formats.forEach(format -> command.add(format.name()));
    Process reader = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the other process does. */
  public static final class Reader implements HostEventSource.Sink {
    private long told;
    private boolean refused;

    private Reader() {}

    /** Prints for each format how many events the file told, and whether any of it was refused. */
    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
        Reader reader = new Reader();
        Format format = Format.valueOf(name);
        SourceInput input =
            new SourceInput(
                "file",
                file,
                "h0",
                "vm1",
                format,
                5,
                null,
                CounterWhilePaused.UNKNOWN,
                null,
                new Anchor(new TaiInstant(0), 0));
        Sources.of(input).read(reader);
        System.out.print(name + " " + reader.told + " told, " + reader.refused + "\n");
      }
    }

    @Override
    public void accept(LedgerInput event, Location where) {
      told++;
    }

    @Override
    public void report(Problem problem) {
      refused |= problem.severity() == Problem.Severity.REFUSED;
    }
  }
}
