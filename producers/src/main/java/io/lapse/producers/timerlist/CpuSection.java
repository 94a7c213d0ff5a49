package io.lapse.producers.timerlist;

import io.lapse.producers.json.MalformedException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a sample that tells of one CPU, from behind {@code cpu: N} to {@code jiffies: N}.
 *
 * <pre>
 *    CLOCK  --clock 0:-->  BASE  --active timers:-->  TIMERS  --#N-->  EXPIRY
 *                           ^                          |  |  ^-----------'
 *                           '------- clock N: ---------'  |  expires at
 *                                                         '--.name: (after the last clock)--> FIGURES
 *                                                         '--jiffies:-->  DONE  <--jiffies:-----'
 * </pre>
 *
 * <p>Clocks and timers are numbered without gaps, so a line that is lost, doubled or out of place
 * is seen. Fields may come and go between versions: only the two that are needed must be there.
 */
final class CpuSection {
  private static final Pattern CLOCK = Pattern.compile(" clock (\\d{1,9}):");
  private static final Pattern FIELD = Pattern.compile("  \\.(\\w+) *: +(\\S.*)");
  private static final Pattern OFFSET = Pattern.compile("  \\.offset *: +(-?\\d{1,20}) nsecs");

  /** An address, or the timer's own symbol; the function; its state; who armed it, up to 4.10. */
  private static final Pattern TIMER =
      Pattern.compile(" #(\\d{1,9}): [^,]*, ([^,]+), S:\\p{XDigit}+(, .*)?");

  private static final Pattern EXPIRY =
      Pattern.compile(
          " # expires at (\\d{1,20})-\\d{1,20} nsecs \\[in -?\\d{1,20} to -?\\d{1,20} nsecs\\]");

  private static final Pattern JIFFIES = Pattern.compile("jiffies: \\d{1,20}");

  private enum Place {
    CLOCK,
    BASE,
    TIMERS,
    EXPIRY,
    FIGURES,
    DONE
  }

  private final Sample sample;
  private final int cpu;
  private final int clocks;
  private final Set<String> fields = new HashSet<>();
  private Place place = Place.CLOCK;
  private int clock = -1;
  private int timer;
  private String function = "";

  /**
   * The section of {@code cpu}.
   *
   * @param clocks how many bases it has
   */
  CpuSection(Sample sample, int cpu, int clocks) {
    this.sample = sample;
    this.cpu = cpu;
    this.clocks = clocks;
    sample.begin(cpu);
  }

  int cpu() {
    return cpu;
  }

  boolean isDone() {
    return place == Place.DONE;
  }

  /** Takes the next line, while it is not done. */
  void take(String line) throws MalformedException {
    switch (place) {
      case CLOCK -> beginClock(line);
      case BASE -> base(line);
      case TIMERS -> timers(line);
      case EXPIRY -> expiry(line);
      case FIGURES -> figures(line);
      case DONE -> throw new IllegalStateException("cpu " + cpu + " is done: " + line);
    }
  }

  private void beginClock(String line) throws MalformedException {
    Matcher found = ListLine.matching(CLOCK, line, expected());
    if (Integer.parseInt(found.group(1)) != clock + 1) {
      throw ListLine.unexpected(expected(), line);
    }
    clock++;
    fields.clear();
    place = Place.BASE;
  }

  private void base(String line) throws MalformedException {
    if (line.equals("active timers:")) {
      require("index");
      require("offset");
      timer = 0;
      place = Place.TIMERS;
      return;
    }
    Matcher found = ListLine.matching(FIELD, line, expected());
    String name = found.group(1);
    if (!fields.add(name)) {
      throw new MalformedException(
          "." + name + " of clock " + clock + " is stated twice: expected it once");
    }
    if (name.equals("index") && !found.group(2).equals(Integer.toString(clock))) {
      throw new MalformedException(
          ".index must be " + clock + ": " + ListLine.excerpt(found.group(2)));
    }
    if (name.equals("offset")) {
      Matcher offset = ListLine.matching(OFFSET, line, ".offset: N nsecs");
      sample.offset(clock, ListLine.nanos(offset.group(1)));
    }
  }

  private void require(String field) throws MalformedException {
    if (!fields.contains(field)) {
      throw new MalformedException("clock " + clock + " has no ." + field + ": expected it");
    }
  }

  private void timers(String line) throws MalformedException {
    Matcher found = TIMER.matcher(line);
    if (found.matches() && Integer.parseInt(found.group(1)) == timer) {
      function = found.group(2);
      place = Place.EXPIRY;
    } else if (clock + 1 < clocks) {
      beginClock(line);
    } else {
      figures(line);
    }
  }

  private void expiry(String line) throws MalformedException {
    Matcher found = ListLine.matching(EXPIRY, line, expected());
    sample.timer(cpu, clock, timer, function, ListLine.nanos(found.group(1)));
    timer++;
    place = Place.TIMERS;
  }

  private void figures(String line) throws MalformedException {
    if (JIFFIES.matcher(line).matches()) {
      place = Place.DONE;
    } else {
      ListLine.matching(FIELD, line, expected());
      place = Place.FIGURES;
    }
  }

  /** What may come next, for a complaint. */
  String expected() {
    return switch (place) {
      case CLOCK -> "clock 0:";
      case BASE -> "a field of clock " + clock + ", or active timers:";
      case TIMERS -> "timer #" + timer + " of clock " + clock + ", or " + afterTheTimers();
      case EXPIRY -> "# expires at N-N nsecs [in N to N nsecs]";
      case FIGURES, DONE -> "a figure of cpu " + cpu + ", or jiffies: N";
    };
  }

  private String afterTheTimers() {
    return clock + 1 < clocks ? "clock " + (clock + 1) + ":" : "the figures of cpu " + cpu;
  }
}
