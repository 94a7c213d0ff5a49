package io.lapse.guestconsumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the guest consumer counts. No label names a guest: there may be very many. */
final class GuestMeters {
  private final MeterRegistry registry;
  private final Map<NoticeOutcome, Counter> notices = new EnumMap<>(NoticeOutcome.class);
  private final Counter cancelledTimers;
  private final Counter impossibleInventories;
  private final Timer restored;
  private final AtomicInteger profiled = new AtomicInteger();
  private final AtomicInteger unprofiled = new AtomicInteger();

  GuestMeters(MeterRegistry registry) {
    this.registry = registry;
    for (NoticeOutcome outcome : NoticeOutcome.values()) {
      notices.put(
          outcome,
          Counter.builder("lapse.guest.notices")
              .description("Notices that were read, by what became of them.")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    cancelledTimers =
        Counter.builder("lapse.guest.cancelled.timers")
            .description("TFD_TIMER_CANCEL_ON_SET timers that reactions woke.")
            .register(registry);
    impossibleInventories =
        Counter.builder("lapse.guest.impossible.inventories")
            .description("Inventories of timers that no kernel can have.")
            .register(registry);
    restored =
        Timer.builder("lapse.guest.restore")
            .description("How long it took to learn what had been answered before.")
            .register(registry);
    guests("stated", profiled);
    guests("none", unprofiled);
  }

  private void guests(String profile, AtomicInteger number) {
    Gauge.builder("lapse.guest.emulated", number, AtomicInteger::get)
        .description("Guests that this consumer stands in for, by whether they stated a profile.")
        .tag("profile", profile)
        .register(registry);
  }

  void noticed(NoticeOutcome outcome) {
    Counter counter = notices.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  void cancelled(long timers) {
    cancelledTimers.increment((double) timers);
  }

  void impossibleInventory() {
    impossibleInventories.increment();
  }

  void undecodable(String topic) {
    Counter.builder("lapse.guest.undecodable.records")
        .description("Records that could not be decoded, and were passed over.")
        .tag("topic", topic)
        .register(registry)
        .increment();
  }

  void restored(Duration took) {
    restored.record(took);
  }

  void guest(boolean isProfiled) {
    (isProfiled ? profiled : unprofiled).incrementAndGet();
  }

  void guestStatedItsProfile() {
    unprofiled.decrementAndGet();
    profiled.incrementAndGet();
  }
}
