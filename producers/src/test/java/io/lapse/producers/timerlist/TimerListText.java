package io.lapse.producers.timerlist;

import java.util.ArrayList;
import java.util.List;

/** Small samples, by the format strings of kernel/time/timer_list.c. */
final class TimerListText {
  static final long NOW = 5_303_127_449_427L;
  static final long REAL = 1_795_381_561_933_457_059L;
  static final long BOOT = 7_000_000_000L;
  static final long TAI = REAL + 37_000_000_000L;

  private TimerListText() {}

  /** A sample of one CPU with four bases, taken at {@code now}: a timer each on the first two. */
  static List<String> sample(long now) {
    List<String> lines = new ArrayList<>();
    lines.add("Timer List Version: v0.10");
    lines.add("HRTIMER_MAX_CLOCK_BASES: 4");
    lines.add("now at " + now + " nsecs");
    lines.addAll(cpu(0, now));
    lines.add("Tick Device: mode:     1");
    lines.add("Broadcast device");
    lines.add("Clock Event Device: <NULL>");
    lines.add("tick_broadcast_mask: 0");
    lines.add("Tick Device: mode:     1");
    lines.add("Per CPU device: 0");
    lines.add("Clock Event Device: <NULL>");
    return lines;
  }

  /** The section of a CPU. */
  static List<String> cpu(int cpu, long now) {
    List<String> lines = new ArrayList<>(List.of("cpu: " + cpu));
    long[] offsets = {0, REAL, BOOT, TAI};
    for (int clock = 0; clock < offsets.length; clock++) {
      lines.add(" clock " + clock + ":");
      lines.add("  .base:       00000000");
      lines.add("  .index:      " + clock);
      lines.add("  .resolution: 1 nsecs");
      lines.add("  .offset:     " + offsets[clock] + " nsecs");
      lines.add("active timers:");
      if (clock < 2) {
        lines.addAll(timer(0, "hrtimer_wakeup", now + offsets[clock] + 1_000_000));
      }
    }
    lines.add("  .nr_events      : 2078633");
    lines.add("  .nohz           : 1");
    lines.add("jiffies: 4296218041");
    return lines;
  }

  /** Both lines of a timer. */
  static List<String> timer(int number, String function, long expires) {
    return List.of(
        " #" + number + ": <0000000000000000>, " + function + ", S:01",
        " # expires at " + expires + "-" + expires + " nsecs [in 5 to 5 nsecs]");
  }
}
