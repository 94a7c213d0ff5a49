package io.lapse.cli.emulate;

import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clocks;
import org.jspecify.annotations.Nullable;

/** The {@code start} of a scenario: what the guest's clocks and adjtimex say when it begins. */
final class StartFields {
  /** Beyond it clock_settime refuses: KTIME_MAX less 30 years. */
  private static final long REALTIME_NANOS_MAX = 8_277_292_036L * 1_000_000_000L - 1;

  private static final int STA_NANO = 0x2000;

  /** MAXPHASE. */
  private static final long OFFSET_NANOS_MAX = 500_000_000;

  /** MAXFREQ, 500 ppm, scaled by 2^16. */
  private static final long FREQ_MAX = 32_768_000;

  /** NTP_PHASE_LIMIT. */
  private static final long ERROR_MICROS_MAX = 16_000_000;

  /** MAXTC. */
  private static final int CONSTANT_MAX = 10;

  private static final long TICK_MICROS_MIN = 9_000;
  private static final long TICK_MICROS_MAX = 11_000;
  private static final int STATUS_MAX = 0xffff;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /**
   * What a guest shows at the start.
   *
   * @param clocks its clocks
   * @param ntp its NTP state
   */
  record Shown(Clocks clocks, NtpStart ntp) {}

  private StartFields() {}

  /** What the fields tell; null if there was something to complain of. */
  static @Nullable Shown read(Fields fields) {
    long realtimeNanos = fields.number("realtime_ns", 0, REALTIME_NANOS_MAX);
    long monotonicNanos = fields.number("monotonic_ns", 0, Long.MAX_VALUE);
    long boottimeNanos = fields.number("boottime_ns", 0, Long.MAX_VALUE);
    long rawNanos = fields.number("monotonic_raw_ns", 0, Long.MAX_VALUE, monotonicNanos);
    int taiOffsetSeconds = (int) fields.number("tai_offset_s", 0, Ntp.TAI_OFFSET_SECONDS_MAX, 0);
    NtpStart ntp = ntp(fields.object("ntp"));
    fields.refuseUnknown();
    return fields.areGood()
        ? new Shown(
            new Clocks(realtimeNanos, monotonicNanos, boottimeNanos, rawNanos, taiOffsetSeconds),
            ntp)
        : null;
  }

  private static NtpStart ntp(Fields fields) {
    NtpStart boot = NtpStart.BOOT;
    int status = (int) fields.number("status", 0, STATUS_MAX, boot.status());
    long maxError = fields.number("maxerror", 0, ERROR_MICROS_MAX, boot.maxError());
    long estError = fields.number("esterror", 0, ERROR_MICROS_MAX, boot.estError());
    long offsetMax = (status & STA_NANO) != 0 ? OFFSET_NANOS_MAX : OFFSET_NANOS_MAX / 1_000;
    long offset = fields.number("offset", -offsetMax, offsetMax, boot.offset());
    long freq = fields.number("freq", -FREQ_MAX, FREQ_MAX, boot.freq());
    long tick = fields.number("tick", TICK_MICROS_MIN, TICK_MICROS_MAX, boot.tick());
    int constant = (int) fields.number("constant", 0, CONSTANT_MAX, boot.constant());
    long reftimeSeconds =
        fields.number("reftime_s", 0, REALTIME_NANOS_MAX / SECOND_NANOS, boot.reftimeSeconds());
    fields.refuseUnknown();
    return new NtpStart(status, offset, freq, maxError, estError, constant, tick, reftimeSeconds);
  }
}
