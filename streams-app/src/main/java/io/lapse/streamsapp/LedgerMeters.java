package io.lapse.streamsapp;

import io.lapse.ledger.account.Outcome;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.FoldCounts.Kind;
import io.lapse.streamsapp.account.FoldCounts.Standing;
import io.lapse.streamsapp.account.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The ledger's own figures. No label names a guest: there may be very many. */
final class LedgerMeters {
  private LedgerMeters() {}

  static void bind(MeterRegistry registry, FoldCounts counts, Restoration restoration) {
    bindFold(registry, counts);
    bindRestoration(registry, restoration);
  }

  private static void bindFold(MeterRegistry registry, FoldCounts counts) {
    for (Outcome outcome : Outcome.values()) {
      if (!outcome.quarantined()) {
        counter("lapse.ledger.inputs", counts, each -> each.taken(outcome))
            .description("Inputs that were read and not refused, by what became of them.")
            .tag("outcome", lower(outcome))
            .register(registry);
      }
    }
    for (Reason reason : Reason.values()) {
      counter("lapse.ledger.quarantined", counts, each -> each.refusedFor(reason))
          .description("Inputs that went to quarantine, by the reason.")
          .tag("reason", lower(reason))
          .register(registry);
    }
    for (Kind kind : Kind.values()) {
      counter("lapse.ledger.outputs", counts, each -> each.published(kind))
          .description("What followed from the inputs, by its kind.")
          .tag("kind", lower(kind))
          .register(registry);
    }
    gauge("lapse.ledger.outages.open", counts, Standing.OPEN_OUTAGE)
        .description("Guests that stand still and whose restart is awaited.")
        .register(registry);
    gauge("lapse.ledger.alarms.raised", counts, Standing.RAISED_ALARM)
        .description("Those of them that have stood still for longer than policy allows.")
        .register(registry);
    gauge("lapse.ledger.alarms.untrusted", counts, Standing.UNTRUSTED_ALARM)
        .description("Alarms of events that no host can be shown to have said, not resolved.")
        .register(registry);
  }

  private static Gauge.Builder<FoldCounts> gauge(
      String name, FoldCounts counts, Standing standing) {
    return Gauge.builder(name, counts, each -> (double) each.standing(standing));
  }

  private static void bindRestoration(MeterRegistry registry, Restoration restoration) {
    counter("lapse.ledger.restored.records", restoration, Restoration::records)
        .description("Records of changelogs that were restored.")
        .register(registry);
    FunctionTimer.builder(
            "lapse.ledger.restore",
            restoration,
            Restoration::stores,
            Restoration::nanos,
            TimeUnit.NANOSECONDS)
        .description("How long it took to restore stores, one for each partition.")
        .register(registry);
    Gauge.builder("lapse.ledger.restore.left", restoration, Restoration::left)
        .description("Records of changelogs that are still to be restored, at most.")
        .register(registry);
  }

  private static <T> FunctionCounter.Builder<T> counter(
      String name, T counted, ToLongFunction<T> count) {
    return FunctionCounter.builder(name, counted, each -> (double) count.applyAsLong(each));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
