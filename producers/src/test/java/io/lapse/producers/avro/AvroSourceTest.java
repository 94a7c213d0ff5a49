package io.lapse.producers.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recordings;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.file.AvroEventWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroSourceTest {
  private static final String EXPECTED =
      "expected an Avro container file of host events and guest events";

  @TempDir Path folder;

  @Test
  void read_tellsEveryEvent_withTheNumberOfItsRecord() throws IOException {
    List<LedgerInput> events = List.of(stop("h0", 1), stop("h0", 2));
    Path file = write(events);

    Told told = read(file, null);

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).isEqualTo(events);
    assertThat(told.locations())
        .containsExactly(new Location(file.toString(), 1), new Location(file.toString(), 2));
    assertThat(told.locations()).first().hasToString(file + ":1");
  }

  @Test
  void read_tellsTheSame_whenReadAgain() throws IOException {
    AvroSource source = new AvroSource(input(write(List.of(stop("h0", 1))), null));

    assertThat(Told.by(source).ids()).isEqualTo(Told.by(source).ids()).hasSize(1);
  }

  @Test
  void event_takesTheInputsHost_whereItNamesNone() throws IOException {
    Path file = write(List.of(stop(null, 1), stop("own", 2)));

    assertThat(read(file, "given").inputs())
        .extracting(event -> event.envelope().host())
        .containsExactly("given", "own");
  }

  @Test
  void event_isRefused_whereItNeedsAHost_andNobodyNamesOne() throws IOException {
    GuestEvent slept = new GuestEvent.Slept(envelope(null, 3), new TaiInstant(1), 2);
    Path file = write(List.of(stop(null, 1), stop("h0", 2), slept));

    Told told = read(file, null);

    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":1: host is missing: expected it in the record or with the input");
    assertThat(told.inputs()).containsExactly(stop("h0", 2), slept);
  }

  @Test
  void fileThatIsCutOff_isReadUpToThere_andNamed() throws IOException {
    Path file = write(List.of(stop("h0", 1), stop("h0", 2)));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

    Told told = read(file, null);

    assertThat(told.inputs()).containsExactly(stop("h0", 1));
    assertThat(told.problems())
        .singleElement()
        .asString()
        .startsWith(file + ":2: the file is cut off in the block at byte ");
  }

  @Test
  void fileWithoutRecords_isAWarning() throws IOException {
    Path file = write(List.of());

    assertThat(read(file, null).problems())
        .singleElement()
        .hasToString(
            file
                + ": warning: the file holds no record: expected at least one host or guest"
                + " event");
  }

  @Test
  void fileThatIsNone_isNamed() throws IOException {
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    Path missing = folder.resolve("missing");

    assertThat(read(empty, null).problems())
        .singleElement()
        .hasToString(empty + ": the file is empty: " + EXPECTED);
    assertThat(read(missing, null).problems())
        .singleElement()
        .hasToString(missing + ": no such file: " + EXPECTED);
    assertThat(read(folder, null).problems())
        .singleElement()
        .hasToString(folder + ": cannot be read (it is a folder): " + EXPECTED);
  }

  @Test
  void listedInput_isReadByThisAdapter() throws IOException {
    Path file = write(List.of(stop("h0", 1)));

    assertThat(Recordings.read(List.of(input(file, null))).inputs()).containsExactly(stop("h0", 1));
  }

  private static HostEvent stop(@Nullable String host, long at) {
    return new HostEvent.Stopped(envelope(host, at), StopReason.PAUSE, null);
  }

  private static Envelope envelope(@Nullable String host, long at) {
    return new Envelope("g", host, Stamp.of(new TaiInstant(at), 5), Source.JSONL, null);
  }

  private Path write(List<LedgerInput> events) throws IOException {
    Path file = folder.resolve("events.avro");
    try (AvroEventWriter writer = AvroEventWriter.create(file)) {
      for (LedgerInput event : events) {
        writer.append(event);
      }
    }
    return file;
  }

  private static Told read(Path file, @Nullable String host) {
    return Told.by(new AvroSource(input(file, host)));
  }

  private static SourceInput input(Path file, @Nullable String host) {
    return new SourceInput(
        file.toString(), file, host, null, Format.AVRO, 0, null, CounterWhilePaused.UNKNOWN);
  }
}
