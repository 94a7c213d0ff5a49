package io.lapse.ledger.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerPriorTest {
  @Test
  void estimate_isTheMean_andReachesFromTheLeastToTheMost() {
    TimerPrior prior = new TimerPrior(List.of(armed(100, 2), armed(100, 9), armed(100, 5)));

    ExpiryEstimate estimate = prior.estimate(advancedBy(200));

    assertThat(estimate.basis()).isEqualTo(Basis.PRIOR);
    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(2, 5, 9, 0));
    assertThat(estimate.tai()).isEqualTo(BaseExpiry.NONE);
  }

  @Test
  void nothingMoved_nothingFellDue() {
    TimerPrior prior = new TimerPrior(List.of(armed(100, 2)));

    assertThat(prior.estimate(advancedBy(0))).isEqualTo(ExpiryEstimate.nothing(Basis.PRIOR));
  }

  @Test
  void prior_needsASample_andTakesNotTooMany() {
    assertThatThrownBy(() -> new TimerPrior(List.of())).hasMessage("samples must be 1 to 256: 0");
    assertThatThrownBy(() -> new TimerPrior(Collections.nCopies(257, armed(1, 1))))
        .hasMessage("samples must be 1 to 256: 257");
  }

  @Test
  void priors_areOfTheLatestInventories_byTheClassOfTheLatestProfile() {
    List<GuestEvent> events =
        new ArrayList<>(
            List.of(
                profile("a", 1, "batch"),
                profile("a", 2, "web"),
                inventory("a", 3, 1),
                inventory("a", 4, 7),
                inventory("b", 5, 3),
                profile("b", 6, "web"),
                inventory("c", 7, 4)));
    Collections.shuffle(events, new Random(events.hashCode()));

    Map<String, TimerPrior> priors = TimerPriors.of(events);

    assertThat(priors.keySet()).containsExactly("default", "web");
    assertThat(counts(priors.get("web"))).containsExactly(3L, 7L);
    assertThat(counts(priors.get("default"))).containsExactly(4L);
  }

  @Test
  void ofTooManyGuests_theLatestCount() {
    List<GuestEvent> events = new ArrayList<>();
    for (int i = 1; i <= TimerPrior.SAMPLES_MAX + 10; i++) {
      events.add(inventory("g" + i, i, i));
    }

    List<Long> counts = counts(TimerPriors.of(events).get("default"));

    assertThat(counts).hasSize(256).contains(11L, 266L).doesNotContain(10L);
  }

  private static List<Long> counts(TimerPrior prior) {
    return prior.samples().stream().map(TimerHistogram::count).toList();
  }

  private static TimerHistogram armed(long due, long count) {
    return new TimerHistogram(List.of(new Cell(TimerClock.MONOTONIC, false, due, 0, count)));
  }

  private static Map<TimerClock, ExpiryWindow> advancedBy(long nanos) {
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      windows.put(base, new ExpiryWindow(0, nanos, 0, 0));
    }
    return windows;
  }

  private static GuestEvent profile(String guest, long at, String guestClass) {
    return new GuestEvent.Profile(
        envelope(guest, at),
        null,
        null,
        null,
        null,
        guestClass,
        CounterWhilePaused.UNKNOWN,
        Map.of());
  }

  private static GuestEvent inventory(String guest, long at, int timers) {
    ArmedTimer timer =
        new ArmedTimer("t", TimerKind.KERNEL, TimerClock.TAI, true, 50, 0, false, true);
    return GuestEvent.Inventory.of(
        envelope(guest, at), 0, 0, 0, 0, Collections.nCopies(timers, timer));
  }

  private static Envelope envelope(String guest, long at) {
    return new Envelope(guest, null, Stamp.of(new TaiInstant(at), 0), Source.JSONL, null);
  }
}
