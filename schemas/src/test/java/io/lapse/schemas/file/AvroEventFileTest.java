package io.lapse.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written to a file is what is read from it. */
class AvroEventFileTest {
  @TempDir Path folder;

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property(tries = 100)
  void everyHistory_survivesAFile(@ForAll("histories") List<LedgerInput> events)
      throws IOException {
    Path file = Files.createTempFile("history", ".avro");
    try {
      EventFiles.write(file, events);

      ReadBack read = ReadBack.of(file);

      assertThat(read.events).isEqualTo(events);
      assertThat(read.ids()).isEqualTo(events.stream().map(LedgerInput::id).toList());
      assertThat(read.refusals).isEmpty();
    } finally {
      Files.delete(file);
    }
  }

  static Stream<LedgerInput> everyKind() {
    Envelope at =
        new Envelope(
            "größe-🕰",
            "h\u0000\"\n1",
            new Stamp(new TaiInstant(Long.MAX_VALUE), 1, 2, Long.MAX_VALUE),
            Source.LIBVIRT,
            new TaiInstant(Long.MIN_VALUE));
    TaiInstant instant = new TaiInstant(-7);
    ArmedTimer timer =
        new ArmedTimer("t", TimerKind.NANOSLEEP, TimerClock.TAI, true, -1, 2, true, false);
    return Stream.of(
        new HostEvent.Announced(at, instant),
        new HostEvent.Quiesced(at),
        new HostEvent.Stopped(at, StopReason.CHECKPOINT, "m"),
        new HostEvent.Restarted(
            at,
            RestartMode.WAKEUP,
            null,
            CounterWhilePaused.RUNS,
            Long.MIN_VALUE,
            List.of(1L),
            List.of(Long.MAX_VALUE)),
        new HostEvent.Started(at),
        new HostEvent.Migration(at, MigrationStatus.POSTCOPY, MigrationRole.DESTINATION, "m", 9L),
        new HostEvent.Reset(at),
        new HostEvent.ShutDown(at),
        new HostEvent.Killed(at),
        new HostEvent.VcpuStarved(at, 4),
        new HostEvent.HostClock(at, 5, -6, 36),
        new HostEvent.Compensation(at, instant, -8),
        new GuestEvent.Profile(
            at, "tsc", 1L, "6.1", "linux", "c", CounterWhilePaused.STOPS, Map.of("zone", "é")),
        new GuestEvent.Inventory(at, 1, 2, 3, -4, List.of(timer)),
        new GuestEvent.ClockObservation(at, -1, 2, "ok"),
        new GuestEvent.Slept(at, instant, 9),
        new GuestEvent.Reacted(at, ReactionOrigin.REPORTED, 1, -2, true, false, 3L));
  }

  @Test
  void everyKind_isListed() {
    assertThat(everyKind().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(HostEvent.class, GuestEvent.class)
                .flatMap(root -> Stream.of(root.getPermittedSubclasses()))
                .<Class<?>>map(type -> type)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void event_survivesAFile(LedgerInput event) throws IOException {
    Path file = EventFiles.write(folder.resolve("one.avro"), List.of(event));

    ReadBack read = ReadBack.of(file);

    assertThat(read.events).containsExactly(event);
    assertThat(read.records).containsExactly(1L);
    assertThat(read.ids()).containsExactly(event.id());
  }

  @Test
  void sameEvents_giveTheSameBytes() throws IOException {
    List<LedgerInput> events = everyKind().toList();

    byte[] first = Files.readAllBytes(EventFiles.write(folder.resolve("a.avro"), events));
    byte[] second = Files.readAllBytes(EventFiles.write(folder.resolve("b.avro"), events));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void manyEvents_areReadInOrder_acrossBlocks() throws IOException {
    List<LedgerInput> events = EventFiles.stops(5_000);
    Path file = EventFiles.write(folder.resolve("many.avro"), events);

    ReadBack read = ReadBack.of(file);

    assertThat(Files.size(file)).isGreaterThan(2 * 64_000);
    assertThat(read.events).isEqualTo(events);
    assertThat(read.records).first().isEqualTo(1L);
    assertThat(read.records).last().isEqualTo(5_000L);
  }

  @Test
  void event_withoutAHost_takesTheOneThatIsGiven() throws IOException {
    Stamp stamp = Stamp.of(new TaiInstant(1), 0);
    Envelope none = new Envelope("g", null, stamp, Source.AVRO, null);
    Envelope own = new Envelope("g", "own", stamp, Source.AVRO, null);
    Path file =
        EventFiles.write(
            folder.resolve("f.avro"), List.of(new HostEvent.Reset(none), new HostEvent.Reset(own)));

    ReadBack given = ReadBack.of(file, "given");

    assertThat(given.events)
        .extracting(event -> event.envelope().host())
        .containsExactly("given", "own");
    assertThat(ReadBack.of(file).events)
        .extracting(event -> event.envelope().host())
        .containsExactly(null, "own");
  }

  @Test
  void append_refusesWhatNoFileCanHold_andGoesOn() throws IOException {
    Envelope at = new Envelope("g", "h", Stamp.of(new TaiInstant(1), 0), Source.AVRO, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HostEvent good = new HostEvent.Reset(at);

    try (AvroEventWriter writer = AvroEventWriter.to(bytes)) {
      writer.append(good);
      assertThatThrownBy(
              () -> writer.append(new HostEvent.Stopped(at, StopReason.PAUSE, "m\uD83D")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be valid Unicode");
      assertThatThrownBy(() -> writer.append(new OfNoKind(at)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be a host or a guest event");
      writer.append(good);
    }

    Path file = Files.write(folder.resolve("f.avro"), bytes.toByteArray());
    assertThat(ReadBack.of(file).events).containsExactly(good, good);
  }

  private record OfNoKind(Envelope envelope) implements LedgerInput {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "none");
    }
  }
}
