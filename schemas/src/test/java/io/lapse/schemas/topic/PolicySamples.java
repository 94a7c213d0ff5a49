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
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy, and a guest that was judged by it: values of {@link Samples}. */
final class PolicySamples {
  private static final long STOP_NANOS = 1_795_383_005_926_264_000L;

  private PolicySamples() {}

  static Policy policy() {
    return new Policy(
        "größe-🕰",
        7,
        new TaiInstant(STOP_NANOS - 1),
        100_000_000,
        2_000_000_000,
        3_000_000,
        InjectAs.SLEEP,
        4_000_000,
        AfterDeadline.DIE,
        5_000_000_000L,
        Announcements.REQUIRED,
        60,
        Policy.DURATION_NANOS_MAX,
        80);
  }

  /** It reacted once, and ignores its second notice; what came before is sealed. */
  static GuestState.Snapshot judgedState() {
    Rules rules = new Rules(List.of(policy()), Set.of(ReactionOrigin.REPORTED));
    GuestState state = Samples.first("g");
    for (LedgerInput input : inputs()) {
      state = Samples.next(state, input, rules);
    }
    return state.snapshot();
  }

  private static List<LedgerInput> inputs() {
    List<LedgerInput> inputs = new ArrayList<>();
    inputs.add(
        new GuestEvent.Profile(
            at(null, 0),
            "tsc",
            2_445_406L,
            "6.1",
            "linux",
            policy().guestClass(),
            CounterWhilePaused.STOPS,
            Map.of()));
    move(inputs, "h0", "h1", 0);
    inputs.add(
        new GuestEvent.Reacted(
            at(null, 1_000_000_000), ReactionOrigin.REPORTED, 1, 60_303_000, false, true, null));
    move(inputs, "h1", "h2", 10_000_000_000L);
    move(inputs, "h2", "h3", 20_000_000_000L);
    for (int i = 0; i < 260; i++) {
      inputs.add(new HostEvent.VcpuStarved(at("h3", 200_000_000_000_000L + i), i));
    }
    move(inputs, "h3", "h4", 200_000_000_001_000L);
    return inputs;
  }

  private static void move(List<LedgerInput> inputs, String from, String to, long afterNanos) {
    inputs.add(new HostEvent.Stopped(at(from, afterNanos), StopReason.MIGRATE, null));
    inputs.add(
        new HostEvent.Restarted(
            at(to, afterNanos + 60_303_000),
            RestartMode.INCOMING,
            null,
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of()));
  }

  private static Envelope at(@Nullable String host, long afterNanos) {
    Stamp stamp = Stamp.of(new TaiInstant(STOP_NANOS + afterNanos), 100_000);
    return new Envelope("g", host, stamp, Source.QMP, null);
  }
}
