package io.lapse.cli.vmclock;

import io.lapse.guestkernel.vmclock.CounterPeriod;
import io.lapse.guestkernel.vmclock.Disruption;
import io.lapse.guestkernel.vmclock.Restart;
import io.lapse.guestkernel.vmclock.Restart.Arrival;
import io.lapse.guestkernel.vmclock.VmClockPage;
import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the notices of one guest, and what the books say of their outages, to its page. */
final class GuestPages {
  private static final Comparator<Notice> BY_RESTART =
      Comparator.comparing(Notice::restartedAt).thenComparingLong(Notice::noticeSequence);

  private final Map<String, List<Entry>> entriesByOutage;
  private final Map<EventId, HostEvent.Restarted> restarts;
  private final @Nullable CounterPeriod period;
  private final long counterValue;
  private final Map<String, Notice> noticeByOutage = new HashMap<>();
  private final NavigableSet<Notice> noticesByRestart = new TreeSet<>(BY_RESTART);
  private @Nullable VmClockPage page;
  private @Nullable Notice shown;

  /**
   * @param entriesByOutage the standing ones
   * @param restarts those that the books took, by id
   * @param period of the guest's TSC; null if it is not known
   * @param counterValue what the guest's counter showed at its last restart
   */
  GuestPages(
      Map<String, List<Entry>> entriesByOutage,
      Map<EventId, HostEvent.Restarted> restarts,
      @Nullable CounterPeriod period,
      long counterValue) {
    this.entriesByOutage = entriesByOutage;
    this.restarts = restarts;
    this.period = period;
    this.counterValue = counterValue;
  }

  /** The guest is shown a notice; in the order of their sequence. */
  void show(Notice notice) {
    Notice corrected = noticeByOutage.put(notice.outageId(), notice);
    if (corrected != null) {
      noticesByRestart.remove(corrected);
    }
    noticesByRestart.add(notice);
    Notice last = noticesByRestart.last();
    List<Entry> entries = entries(last);
    page =
        Disruption.after(
            page,
            period,
            new Restart(
                notice.noticeSequence(),
                corrected == null ? arrival(entries(notice)) : Arrival.CORRECTED,
                last.restartedAt(),
                maxErrorNanos(entries, last.restartedAt()),
                !isAnyOpen(entries, Violation.HOST_CLOCK_UNTRUSTED),
                counterValue,
                UtcScale.offsetSeconds(last.restartedAt())));
    shown = notice;
  }

  /** What the guest sees after the last notice that it was shown. */
  VmClockPage page() {
    return Objects.requireNonNull(page, "a notice must have been shown");
  }

  /** The last notice that it was shown. */
  Notice shown() {
    return Objects.requireNonNull(shown, "a notice must have been shown");
  }

  private List<Entry> entries(Notice notice) {
    return entriesByOutage.getOrDefault(notice.outageId(), List.of());
  }

  private static Arrival arrival(List<Entry> entries) {
    if (isAnyOpen(entries, Violation.CONFLICTING_RESTART)) {
      return Arrival.FORKED;
    }
    boolean isRestored = entries.stream().anyMatch(entry -> entry.kind() == OutageKind.SNAPSHOT);
    return isRestored ? Arrival.RESTORED : Arrival.CONTINUED;
  }

  private static boolean isAnyOpen(List<Entry> entries, Violation violation) {
    return entries.stream().anyMatch(entry -> entry.violations().contains(violation));
  }

  /** That of the stamp of the restart event; null if it is not in the books, or too large. */
  private @Nullable Long maxErrorNanos(List<Entry> entries, TaiInstant restartedAt) {
    try {
      return entries.stream()
          .flatMap(entry -> entry.eventIds().stream())
          .map(restarts::get)
          .filter(restart -> restart != null && restart.stamp().at().equals(restartedAt))
          .findFirst()
          .map(restart -> restart.stamp().errorNanos())
          .orElse(null);
    } catch (ArithmeticException beyond63Bits) {
      return null;
    }
  }
}
