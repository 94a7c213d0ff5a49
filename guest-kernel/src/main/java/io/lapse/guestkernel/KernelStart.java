package io.lapse.guestkernel;

import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import java.util.List;
import java.util.Objects;

/**
 * A guest's kernel as it is found: its clocks, its NTP state and the timers that stand armed.
 *
 * @param timers ids must differ; at most {@link io.lapse.guestkernel.timer.TimerQueue#TIMERS_MAX}
 */
public record KernelStart(KernelBuild build, Clocks clocks, NtpStart ntp, List<Timer> timers) {
  public KernelStart {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(clocks, "clocks");
    Objects.requireNonNull(ntp, "ntp");
    timers = List.copyOf(timers);
  }
}
