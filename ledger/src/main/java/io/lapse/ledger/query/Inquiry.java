package io.lapse.ledger.query;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Answer.Kind;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the books of one guest what an instant was to it. The first that holds:
 *
 * <ol>
 *   <li>an outage covers the instant as its stamps state it;
 *   <li>a stale window does;
 *   <li>an outage does if its stamps are off by as much as they may be.
 * </ol>
 *
 * <p>So an error bound never hides a wrong clock: right after a restart both ways of asking name
 * the same outage.
 */
public final class Inquiry {
  private final String guest;
  private final List<StandingOutage> outages;
  private final List<TaiInstant> evidence;
  private final @Nullable List<StaleWindow> windows;

  private Inquiry(String guest, List<StandingOutage> outages, @Nullable List<StaleWindow> windows) {
    this.guest = guest;
    this.outages = outages;
    this.evidence =
        outages.stream()
            .flatMap(outage -> Stream.of(outage.stoppedAt(), outage.restartedAt()))
            .filter(Objects::nonNull)
            .toList();
    this.windows = windows;
  }

  /**
   * The books of a guest.
   *
   * @param entries of the standing ledger; those of other guests do not count
   * @param alerts by time, for when stale windows began and ended, also those of other guests;
   *     alerts of outages that have no entry do not count. Null where they are not known: then a
   *     clock that is still wrong is stale from the restart on, and one that was repaired never
   */
  public static Inquiry of(String guest, List<Entry> entries, @Nullable List<Alert> alerts) {
    Map<String, List<Entry>> byOutage =
        entries.stream()
            .filter(entry -> entry.guest().equals(guest))
            .collect(
                Collectors.groupingBy(Entry::outageId, LinkedHashMap::new, Collectors.toList()));
    List<StaleWindow> windows =
        alerts == null
            ? null
            : StaleWindow.of(
                alerts.stream()
                    .filter(alert -> alert.guest().equals(guest))
                    .filter(alert -> byOutage.containsKey(alert.outageId()))
                    .toList());
    return new Inquiry(
        guest, byOutage.values().stream().map(StandingOutage::new).toList(), windows);
  }

  /** What the instant was to the guest. */
  public Answer at(TaiInstant at) {
    return outage(outage -> outage.covers(at, 0, evidence))
        .map(outage -> answer(at, Kind.OUTAGE, outage))
        .or(() -> stale(at).map(outage -> answer(at, Kind.STALE_WINDOW, outage)))
        .or(
            () ->
                outage(outage -> outage.covers(at, outage.errorNanos(), evidence))
                    .map(outage -> answer(at, Kind.OUTAGE, outage)))
        .orElseGet(() -> Answer.none(guest, at));
  }

  private Optional<StandingOutage> outage(Predicate<StandingOutage> covering) {
    return outages.stream().filter(covering).max(StandingOutage.BY_STOP);
  }

  /** The latest outage that left time unaccounted, where the clock was wrong at the instant. */
  private Optional<StandingOutage> stale(TaiInstant at) {
    List<StandingOutage> before =
        outages.stream()
            .filter(outage -> outage.hasRestartedBy(at))
            .sorted(StandingOutage.BY_RESTART.reversed())
            .toList();
    if (windows == null) {
      return before.stream().anyMatch(StandingOutage::isAlarming)
          ? before.stream().filter(StandingOutage::owesStill).findFirst()
          : Optional.empty();
    }
    Optional<StaleWindow> window =
        windows.stream()
            .filter(candidate -> candidate.covers(at))
            .max(Comparator.comparing(StaleWindow::from));
    return window.flatMap(
        found ->
            before.stream()
                .filter(outage -> outage.everOwed() || outage.id().equals(found.outageId()))
                .findFirst());
  }

  private Answer answer(TaiInstant at, Kind kind, StandingOutage outage) {
    return new Answer(guest, at, kind, outage.id(), outage.last().toutNanos(), outage.entries());
  }
}
