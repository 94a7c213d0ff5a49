package io.lapse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The payload of every kind, as it is hashed. A line that changes gives every event of its kind
 * another identity: what was published before would count twice.
 */
class EventFormsTest {
  private static final Envelope BY =
      new Envelope("g", "h0", Stamp.of(new TaiInstant(1), 2), Source.JSONL, null);
  private static final TaiInstant AT = new TaiInstant(77);
  private static final ArmedTimer TIMER =
      new ArmedTimer("t1", TimerKind.POSIX, TimerClock.BOOTTIME, true, 40, 8, false, true);

  static Stream<Arguments> hostEvents() {
    return Stream.of(
        arguments(new HostEvent.Announced(BY, AT), "kind:9:announced deadline_tai_ns:2:77"),
        arguments(new HostEvent.Quiesced(BY), "kind:8:quiesced"),
        arguments(
            new HostEvent.Stopped(BY, StopReason.SAVE, "m1"),
            "kind:7:stopped reason:4:SAVE migration_id:2:m1"),
        arguments(
            new HostEvent.Restarted(
                BY,
                RestartMode.RESTORED,
                "m1",
                CounterWhilePaused.RUNS,
                -5L,
                List.of(10L, 11L),
                List.of(20L, 21L)),
            "kind:9:restarted mode:8:RESTORED migration_id:2:m1 counter_while_paused:4:RUNS"
                + " compensated_ns:2:-5 tsc_before:1:2 tsc_before:2:10 tsc_before:2:11"
                + " tsc_after:1:2 tsc_after:2:20 tsc_after:2:21"),
        arguments(
            new HostEvent.Restarted(
                BY,
                RestartMode.INCOMING,
                null,
                CounterWhilePaused.STOPS,
                null,
                List.of(),
                List.of()),
            "kind:9:restarted mode:8:INCOMING migration_id! counter_while_paused:5:STOPS"
                + " compensated_ns! tsc_before:1:0 tsc_after:1:0"),
        arguments(new HostEvent.Started(BY), "kind:7:started"),
        arguments(
            new HostEvent.Migration(
                BY, MigrationStatus.FAILED, MigrationRole.DESTINATION, "m1", 9L),
            "kind:9:migration status:6:FAILED role:11:DESTINATION migration_id:2:m1"
                + " downtime_ns:1:9"),
        arguments(new HostEvent.Reset(BY), "kind:5:reset"),
        arguments(new HostEvent.ShutDown(BY), "kind:9:shut_down"),
        arguments(new HostEvent.Killed(BY), "kind:6:killed"),
        arguments(new HostEvent.VcpuStarved(BY, 6), "kind:12:vcpu_starved duration_ns:1:6"),
        arguments(
            new HostEvent.HostClock(BY, 5, -7, 36),
            "kind:10:host_clock error_ns:1:5 stepped_ns:2:-7 wrong_tai_offset_s:2:36"),
        arguments(
            new HostEvent.Compensation(BY, AT, 3),
            "kind:12:compensation restarted_tai_ns:2:77 compensated_ns:1:3"));
  }

  static Stream<Arguments> guestEvents() {
    return Stream.of(
        arguments(
            new GuestEvent.Profile(
                BY,
                "tsc",
                24L,
                "6.1",
                "linux",
                "db",
                CounterWhilePaused.STOPS,
                Map.of("b", "2", "a", "1")),
            "kind:7:profile clocksource:3:tsc tsc_khz:2:24 kernel:3:6.1 os:5:linux class:2:db"
                + " counter_while_paused:5:STOPS labels:1:2 a:1:1 b:1:2"),
        arguments(
            new GuestEvent.Inventory(BY, 100, 20, 30, 37, List.of(TIMER)),
            "kind:9:inventory realtime_ns:3:100 monotonic_ns:2:20 boottime_ns:2:30"
                + " tai_offset_s:2:37 timers:1:1 id:2:t1 kind:5:POSIX clock:8:BOOTTIME"
                + " absolute:4:true expires_ns:2:40 interval_ns:1:8 cancel_on_set:5:false"
                + " read_on_expiry:4:true"),
        arguments(
            new GuestEvent.ClockObservation(BY, -4, 5, "ok"),
            "kind:17:clock_observation offset_ns:2:-4 error_ns:1:5 status:2:ok"),
        arguments(
            new GuestEvent.Slept(BY, AT, 12), "kind:5:slept restarted_tai_ns:2:77 slept_ns:2:12"),
        arguments(
            new GuestEvent.Reacted(BY, ReactionOrigin.REPORTED, 3, 44, true, false, 2L),
            "kind:8:reaction origin:8:REPORTED notice_sequence:1:3 injected_ns:2:44"
                + " as_sleep:4:true ntp_reset:5:false cancelled_timers:1:2"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource({"hostEvents", "guestEvents"})
  void form_ofEveryKind(LedgerInput event, String fields) {
    CanonicalForm form = new CanonicalForm();

    event.describe(form);

    assertThat(form).hasToString("lapse-event-v1\n" + fields.replace(' ', '\n') + '\n');
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource({"hostEvents", "guestEvents"})
  void id_isTheHash_ofEnvelopeAndPayload(LedgerInput event, String fields) {
    CanonicalForm form = new CanonicalForm();

    BY.describe(form);
    event.describe(form);

    assertThat(event.id()).isEqualTo(form.id());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostEvents")
  @SuppressWarnings("unchecked")
  void match_asksForItsOwnKind_ofHostEvents(HostEvent event, String fields) {
    HostEvent.Cases<Object> names = (HostEvent.Cases<Object>) namesOf(HostEvent.Cases.class);

    assertThat(event.match(names)).isEqualTo(caseOf(event));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("guestEvents")
  @SuppressWarnings("unchecked")
  void match_asksForItsOwnKind_ofGuestEvents(GuestEvent event, String fields) {
    GuestEvent.Cases<Object> names = (GuestEvent.Cases<Object>) namesOf(GuestEvent.Cases.class);

    assertThat(event.match(names)).isEqualTo(caseOf(event));
  }

  /** Cases that answer with the name of the case. */
  private static Object namesOf(Class<?> cases) {
    return Proxy.newProxyInstance(
        cases.getClassLoader(),
        new Class<?>[] {cases},
        (proxy, method, arguments) -> method.getName());
  }

  private static Object caseOf(LedgerInput event) {
    String name = event.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** It is a function of its guest and notice: whoever emulates it, and whatever it did. */
  @Test
  void id_ofAnEmulatedReaction_knowsGuestAndNoticeOnly() {
    CanonicalForm form = new CanonicalForm();

    form.text("guest", "g");
    form.text("kind", "emulated_reaction");
    form.number("notice_sequence", 3L);

    assertThat(new GuestEvent.Reacted(BY, ReactionOrigin.EMULATED, 3, 44, true, false, 2L).id())
        .isEqualTo(form.id());
  }
}
