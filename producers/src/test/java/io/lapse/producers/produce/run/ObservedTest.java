package io.lapse.producers.produce.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No two fields of a kind have the same value here: one that is put in another's place shows. */
class ObservedTest {
  private static final TaiInstant AT = new TaiInstant(77);
  private static final TaiInstant NOW = new TaiInstant(900);
  private static final TaiInstant EARLIER = new TaiInstant(800);
  private static final Observed OBSERVED = new Observed(NOW);

  private static Stream<LedgerInput> events(@Nullable TaiInstant observed) {
    Envelope by = new Envelope("g", "h0", new Stamp(AT, 2, 3, 4), Source.JSONL, observed);
    return Stream.concat(hostEvents(by), guestEvents(by));
  }

  private static Stream<LedgerInput> hostEvents(Envelope by) {
    return Stream.of(
        new HostEvent.Announced(by, AT),
        new HostEvent.Quiesced(by),
        new HostEvent.Stopped(by, StopReason.SAVE, "m1"),
        new HostEvent.Restarted(
            by,
            RestartMode.RESTORED,
            "m1",
            CounterWhilePaused.RUNS,
            -5L,
            List.of(10L, 11L),
            List.of(20L, 21L)),
        new HostEvent.Started(by),
        new HostEvent.Migration(by, MigrationStatus.FAILED, MigrationRole.DESTINATION, "m1", 9L),
        new HostEvent.Reset(by),
        new HostEvent.ShutDown(by),
        new HostEvent.Killed(by),
        new HostEvent.VcpuStarved(by, 6),
        new HostEvent.HostClock(by, 5, -7, 36),
        new HostEvent.Compensation(by, AT, 3));
  }

  private static Stream<LedgerInput> guestEvents(Envelope by) {
    ArmedTimer timer =
        new ArmedTimer("t1", TimerKind.POSIX, TimerClock.BOOTTIME, true, 40, 8, false, true);
    return Stream.of(
        new GuestEvent.Profile(
            by, "tsc", 24L, "6.1", "linux", "db", CounterWhilePaused.STOPS, Map.of("a", "1")),
        new GuestEvent.Inventory(by, 100, 20, 30, 37, List.of(timer)),
        new GuestEvent.ClockObservation(by, -4, 5, "ok"),
        new GuestEvent.Slept(by, AT, 12),
        new GuestEvent.Reacted(by, ReactionOrigin.REPORTED, 3, 44, true, false, 2L));
  }

  static List<LedgerInput> unobserved() {
    return events(null).toList();
  }

  static List<LedgerInput> observed() {
    return events(EARLIER).toList();
  }

  @Test
  void events_areOfEveryKind() {
    List<Class<?>> kinds =
        Stream.of(HostEvent.class, GuestEvent.class)
            .flatMap(choice -> Arrays.stream(choice.getPermittedSubclasses()))
            .collect(Collectors.toList());

    assertThat(unobserved()).extracting(Object::getClass).hasSameElementsAs(kinds);
  }

  @ParameterizedTest
  @MethodSource("unobserved")
  void match_saysWhenItWasRead_andKeepsTheIdAndAllElse(LedgerInput event) {
    LedgerInput copy = copy(event);

    assertThat(copy.id()).isEqualTo(event.id());
    assertThat(copy.envelope().observed()).isEqualTo(NOW);
    assertThat(copy)
        .usingRecursiveComparison()
        .ignoringFields("envelope.observed")
        .isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("observed")
  void match_changesNothing_whereItIsSaidAlready(LedgerInput event) {
    LedgerInput copy = copy(event);

    assertThat(copy).isEqualTo(event);
  }

  private static LedgerInput copy(LedgerInput event) {
    return event instanceof HostEvent said
        ? said.match(OBSERVED)
        : ((GuestEvent) event).match(OBSERVED);
  }
}
