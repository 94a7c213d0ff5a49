package io.lapse.whatif.wallclock;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an outage does to the wall clock of a guest with an NTP daemon, as the emulated daemon does
 * it at the worst moment of its poll cycle. The head of each table states how it was made.
 *
 * <p>Between two lengths of the table the figures go straight. Tried at lengths that are not in it,
 * they were those of some length within 1 %, to 3 % for chrony, 6 % for ntpd and 18 % for
 * timesyncd, whose loop is erratic; what is off by less than 1 s times s, or 2 s, did not count.
 *
 * <p>Beyond the last length, 100,000 s, the integral goes on to grow as it did last, and the stale
 * window stays what it was: right for a naive daemon, a guess where the counter was advanced.
 * Immutable.
 */
public final class WallClockTable {
  private final List<Curve> curves;

  WallClockTable(List<Curve> curves) {
    this.curves = List.copyOf(curves);
    if (this.curves.size() != Case.COUNT) {
      throw new IllegalArgumentException("curves must be " + Case.COUNT + ": " + curves.size());
    }
    for (Curve curve : curves) {
      if (curve.lengthsNanos()[0] != 0) {
        throw new IllegalArgumentException(
            "each curve must begin at 0: " + curve.lengthsNanos()[0]);
      }
    }
  }

  /** Read once. */
  private static final class Read {
    private static final Map<NtpDaemon, WallClockTable> TABLES = new EnumMap<>(NtpDaemon.class);

    static {
      for (NtpDaemon daemon : NtpDaemon.values()) {
        TABLES.put(daemon, read(daemon));
      }
    }

    private Read() {}
  }

  /** The table of a daemon, from the class path. */
  public static WallClockTable of(NtpDaemon daemon) {
    WallClockTable table = Read.TABLES.get(daemon);
    if (table == null) {
      throw new IllegalArgumentException("no table of " + daemon);
    }
    return table;
  }

  private static WallClockTable read(NtpDaemon daemon) {
    String name = resource(daemon);
    InputStream stream = WallClockTable.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("the class path must hold " + name);
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return TableText.parse(name, lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a daemon's table, beside this class. */
  static String resource(NtpDaemon daemon) {
    return daemon.word() + ".tsv";
  }

  /**
   * How wrong the wall clock is after an outage.
   *
   * @param toutNanos size of the outage, not negative
   * @param compensated whether the counter was advanced by it
   * @param otherHardware whether it went on on other hardware: a migration
   * @param knowledge who in the guest learns of it; NONE: naive
   * @throws IllegalArgumentException if toutNanos is negative
   */
  public Wrong after(
      long toutNanos, boolean compensated, boolean otherHardware, Knowledge knowledge) {
    if (toutNanos < 0) {
      throw new IllegalArgumentException("toutNanos must not be negative: " + toutNanos);
    }
    return curves.get(Case.at(compensated, otherHardware, knowledge)).at(toutNanos);
  }

  Curve curve(Case of) {
    return curves.get(Case.at(of.compensated(), of.otherHardware(), of.knowledge()));
  }
}
