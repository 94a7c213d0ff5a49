package io.lapse.streamsapp.metrics;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A guest whose fold is counted, and what is counted of it. Instants are ms after the epoch. */
final class FoldedGuest {
  static final long EPOCH = 1_800_000_000_000_000_000L;
  static final long MILLI = 1_000_000;

  /** The reason why most guests stop. */
  static final StopReason MIGRATE = StopReason.MIGRATE;

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final FoldMetrics metrics = new FoldMetrics(registry);
  private Rules rules = Rules.DEFAULT;
  private GuestState state = GuestState.empty("g");

  FoldedGuest takes(LedgerInput... inputs) {
    for (LedgerInput input : inputs) {
      Step step = state.on(input, rules);
      if (step.outcome() == Outcome.ACCEPTED) {
        metrics.published(0, input, step);
      } else {
        metrics.passedOver(0, input, step);
      }
      state = step.next();
    }
    return this;
  }

  FoldedGuest under(Policy policy) {
    rules = rules.with(List.of(policy));
    Step step = state.under(rules);
    metrics.rejudged(step);
    state = step.next();
    return this;
  }

  /** The sum of what is counted under a name, of the series with these labels. */
  double counted(String name, String... labels) {
    return registry.find(name).tags(labels).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** How many values a histogram has. */
  long recorded(String name, String... labels) {
    return registry.find(name).tags(labels).summaries().stream()
        .mapToLong(summary -> summary.count())
        .sum();
  }

  /** The sum of the values of a histogram. */
  double total(String name, String... labels) {
    return registry.find(name).tags(labels).summaries().stream()
        .mapToDouble(summary -> summary.totalAmount())
        .sum();
  }

  /** The values of a label under a name. */
  List<String> labels(String name, String label) {
    return registry.find(name).meters().stream()
        .map(Meter::getId)
        .map(id -> Objects.requireNonNull(id.getTag(label)))
        .distinct()
        .sorted()
        .toList();
  }

  static HostEvent stop(String host, long millis, StopReason reason) {
    return new HostEvent.Stopped(at(host, millis), reason, null);
  }

  /** To migrate, by an id. */
  static HostEvent stop(String host, long millis, String migrationId) {
    return new HostEvent.Stopped(at(host, millis), MIGRATE, migrationId);
  }

  static HostEvent restart(String host, long millis) {
    return restart(host, millis, null);
  }

  static HostEvent restart(String host, long millis, @Nullable String migrationId) {
    return new HostEvent.Restarted(
        at(host, millis),
        RestartMode.INCOMING,
        migrationId,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  static GuestEvent zone(String zone, long millis) {
    return new GuestEvent.Profile(
        at(null, millis),
        "tsc",
        2_000_001L,
        "6.1",
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        Map.of("zone", zone));
  }

  static GuestEvent reaction(long millis, long sequence, long injectedMillis) {
    return new GuestEvent.Reacted(
        at(null, millis),
        ReactionOrigin.REPORTED,
        sequence,
        injectedMillis * MILLI,
        false,
        true,
        null);
  }

  static GuestEvent observation(long millis, long offsetMillis, @Nullable String status) {
    return new GuestEvent.ClockObservation(at(null, millis), offsetMillis * MILLI, 1_000, status);
  }

  static Envelope at(@Nullable String host, long millis) {
    return new Envelope(
        "g", host, Stamp.of(new TaiInstant(EPOCH + millis * MILLI), 1_000), Source.QMP, null);
  }
}
