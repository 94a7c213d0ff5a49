package io.lapse.schemas.topic;

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

/** One value of each record that names a log of a hypervisor other than QEMU. */
final class OtherLogSamples {
  private static final long STOP_NANOS = 1_795_383_005_926_264_000L;

  private OtherLogSamples() {}

  static Samples.Sample<?> hostEvent() {
    HostEvent stopped = new HostEvent.Stopped(at(0), StopReason.CHECKPOINT, null);
    return new Samples.Sample<>(Topics.standard().hostEvents().valueSerde(), stopped);
  }

  static Samples.Sample<?> guestEvent() {
    GuestEvent observed = new GuestEvent.ClockObservation(at(0), -5, 7, null);
    return new Samples.Sample<>(Topics.standard().guestEvents().valueSerde(), observed);
  }

  static Samples.Sample<?> reaction() {
    GuestEvent.Reacted reacted =
        new GuestEvent.Reacted(at(0), ReactionOrigin.REPORTED, 3, 60_303_000, false, true, null);
    return new Samples.Sample<>(Topics.standard().guestReactions().valueSerde(), reacted);
  }

  static Samples.Sample<?> guestState() {
    GuestState state = Samples.first("g");
    List<LedgerInput> inputs =
        List.of(
            new HostEvent.Stopped(at(0), StopReason.CHECKPOINT, null),
            new HostEvent.Restarted(
                at(188_405_000),
                RestartMode.CONTINUED,
                null,
                CounterWhilePaused.UNKNOWN,
                null,
                List.of(),
                List.of()));
    for (LedgerInput input : inputs) {
      state = Samples.next(state, input, Rules.DEFAULT);
    }
    return new Samples.Sample<>(Topics.guestStateSerde(), state.snapshot());
  }

  private static Envelope at(long afterNanos) {
    Stamp stamp = new Stamp(new TaiInstant(STOP_NANOS + afterNanos), 100_000, 1_000_000, 10_000);
    return new Envelope("g", "esx1", stamp, Source.HYPERVISOR_LOG, null);
  }
}
