package io.lapse.whatif.wallclock;

import static io.lapse.whatif.wallclock.EmulatedDaemon.MILLI;
import static io.lapse.whatif.wallclock.EmulatedDaemon.SECOND;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the table of a daemon. It begins with lengths at even ratios, and halves what lies between
 * two of them until a straight line says there what a trial says, or the two are within 1 %. Where
 * the kernel is told, nothing is halved between two that say the same.
 */
final class TableMaker {
  private static final long SHORTEST_NANOS = MILLI;

  /** Lengths are not tried nearer to each other, in per cent of the length. */
  static final long NEAREST_PERCENT = 1;

  /** So far a straight line may be off in its middle, in per cent of what a trial says. */
  static final long OFF_PERCENT = 3;

  /** An integral that is off by less does not matter: 1 ms for 50 s. */
  static final long OFF_MILLIS_SECONDS = 50;

  /** A stale window that is off by less does not matter. */
  static final long OFF_STALE_NANOS = SECOND;

  /** Ten lengths to a power of ten. */
  private static final List<Long> RATIOS_PERCENT =
      List.of(100L, 125L, 160L, 200L, 250L, 315L, 400L, 500L, 630L, 800L);

  /** Up to 100,000 s: from twice as much on an integral over 14 h, in ns times s, is too large. */
  private static final int DECADES = 8;

  private final NtpDaemon name;
  private final EmulatedDaemon daemon;

  TableMaker(NtpDaemon name, EmulatedDaemon daemon) {
    this.name = name;
    this.daemon = daemon;
  }

  /**
   * How many lengths there are to a power of ten, at first. A trial of ntpd takes three times as
   * long as another.
   *
   * @param told whether the kernel is told: the figures hardly depend on the length then
   */
  static int density(NtpDaemon name, boolean told) {
    return switch (name) {
      case NTPD -> told ? 2 : 5;
      case CHRONY, TIMESYNCD -> told ? 5 : 10;
    };
  }

  /** All points of the table, as lines, by case and length. */
  String rows() {
    return Case.all().parallelStream()
        .map(
            of ->
                curve(of).stream()
                    .map(point -> TableText.row(of, point) + "\n")
                    .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private List<Curve.Point> curve(Case of) {
    List<Curve.Point> curve = new ArrayList<>();
    curve.add(tried(of, 0));
    for (long nanos : lengths(density(name, isTold(of)))) {
      Curve.Point next = tried(of, nanos);
      addBetween(of, curve.get(curve.size() - 1), next, curve);
      curve.add(next);
    }
    return curve;
  }

  private static boolean isTold(Case of) {
    return of.knowledge() != Knowledge.NONE;
  }

  private static List<Long> lengths(int density) {
    int stride = RATIOS_PERCENT.size() / density;
    List<Long> lengths = new ArrayList<>();
    long power = SHORTEST_NANOS;
    for (int decade = 0; decade < DECADES; decade++) {
      for (int i = 0; i < RATIOS_PERCENT.size(); i += stride) {
        lengths.add(power / 100 * RATIOS_PERCENT.get(i));
      }
      power *= 10;
    }
    lengths.add(power);
    return lengths;
  }

  private void addBetween(Case of, Curve.Point low, Curve.Point high, List<Curve.Point> curve) {
    long below = low.toutNanos();
    long between = high.toutNanos() - below;
    if (between <= Math.max(below, SHORTEST_NANOS) / 100 * NEAREST_PERCENT
        || (isTold(of) && isNear(low.wrong(), high.wrong()))) {
      return;
    }
    long middle = below + between / 2;
    Curve.Point tried = tried(of, middle);
    if (!isNear(new Curve(List.of(low, high)).at(middle), tried.wrong())) {
      addBetween(of, low, tried, curve);
      curve.add(tried);
      addBetween(of, tried, high, curve);
    }
  }

  private Curve.Point tried(Case of, long nanos) {
    return new Curve.Point(nanos, daemon.after(of, nanos));
  }

  private static boolean isNear(Wrong line, Wrong trial) {
    return line.endless() == trial.endless()
        && isNear(line.staleNanos(), trial.staleNanos(), OFF_STALE_NANOS)
        && isNear(line.wrongMillisSeconds(), trial.wrongMillisSeconds(), OFF_MILLIS_SECONDS);
  }

  private static boolean isNear(long line, long trial, long off) {
    return Math.abs(line - trial) <= Math.max(trial / 100 * OFF_PERCENT, off);
  }
}
