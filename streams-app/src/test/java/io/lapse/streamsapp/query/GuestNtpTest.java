package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a guest's books moves its kernel: the corners as seconds, error in us, state. */
class GuestNtpTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_800_000_000L * SECOND;

  private static Envelope at(long seconds) {
    TaiInstant at = new TaiInstant(START + seconds * SECOND);
    return new Envelope("g", "h", Stamp.of(at, 1_000), Source.JSONL, null);
  }

  private static LedgerInput stopped(long seconds) {
    return new HostEvent.Stopped(at(seconds), StopReason.PAUSE, null);
  }

  private static LedgerInput restarted(long seconds, @Nullable Long compensatedNanos) {
    return new HostEvent.Restarted(
        at(seconds),
        RestartMode.CONTINUED,
        null,
        CounterWhilePaused.STOPS,
        compensatedNanos,
        List.of(),
        List.of());
  }

  private static LedgerInput observed(long seconds, long offsetNanos, @Nullable String status) {
    return new GuestEvent.ClockObservation(at(seconds), offsetNanos, 1_000_000, status);
  }

  private static LedgerInput reacted(long seconds, boolean ntpReset) {
    return new GuestEvent.Reacted(
        at(seconds), ReactionOrigin.REPORTED, 1, 0, false, ntpReset, null);
  }

  private static String drawn(LedgerInput... inputs) {
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : inputs) {
      state = state.on(input, Rules.DEFAULT).next();
    }
    return GuestNtp.of(GuestView.of(state.snapshot(), Rules.DEFAULT)).points().stream()
        .map(
            point ->
                (point.at().nanos() - START) / SECOND
                    + " "
                    + point.maxErrorNanos() / 1_000
                    + " "
                    + point.state()
                    + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void restartWithoutAReaction_isReactedToAsThePolicySays() {
    assertThat(drawn(observed(0, -1_000_000, "synchronised"), stopped(10), restarted(12, null)))
        .isEqualTo(
            """
            0 16000000 UNKNOWN
            0 2000 SYNCHRONISED
            10 7000 SYNCHRONISED
            12 7000 SYNCHRONISED
            12 16000000 UNSYNCHRONISED
            """);
  }

  @Test
  void reaction_saysWhen_andWhether() {
    assertThat(
            drawn(
                observed(0, 0, "synchronised"),
                stopped(10),
                restarted(12, null),
                reacted(16, true),
                observed(20, 0, null)))
        .isEqualTo(
            """
            0 16000000 UNKNOWN
            0 1000 SYNCHRONISED
            10 6000 SYNCHRONISED
            12 6000 SYNCHRONISED
            16 8000 SYNCHRONISED
            16 16000000 UNSYNCHRONISED
            20 16000000 UNSYNCHRONISED
            """);
    assertThat(
            drawn(
                observed(0, 0, "synchronised"),
                stopped(10),
                restarted(12, null),
                reacted(16, false)))
        .endsWith("12 6000 SYNCHRONISED\n");
  }

  @Test
  void guestWithoutAnything_hasNoCurve() {
    assertThat(drawn()).isEmpty();
  }
}
