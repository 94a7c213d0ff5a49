package io.lapse.guestkernel.timekeeping;

import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.ledger.catchup.Clocksource;

/** Timekeepers for tests, of {@link Kernels#CLOCKS}. */
public final class Timekeepers {
  private static final int HZ = 250;

  private Timekeepers() {}

  /** Its counter counts nanoseconds: every clock is exact. */
  public static Timekeeper exact() {
    Clocksource nanoseconds = Clocksource.named("kvm-clock", null, null).orElseThrow();
    return of(nanoseconds, Overflow.SAFE, NtpStart.SYNCHRONISED);
  }

  /** With HZ 250. */
  public static Timekeeper of(Clocksource source, Overflow overflow, NtpStart ntp) {
    return new Timekeeper(source, overflow, HZ, Kernels.CLOCKS, new Ntp(HZ, ntp));
  }

  /** The same after so many ns of a counter that counts them, ticks included. */
  public static Timekeeper after(Timekeeper clocks, long nanos) {
    Timekeeper later = clocks.copy();
    later.count(nanos);
    later.advance();
    return later;
  }

  /** The same, its wall clock stepped; positive: forward. */
  public static Timekeeper stepped(Timekeeper clocks, long nanos) {
    Timekeeper later = clocks.copy();
    if (!later.injectOffset(nanos)) {
      throw new IllegalArgumentException("nanos must be settable: " + nanos);
    }
    return later;
  }
}
