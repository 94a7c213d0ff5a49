package io.lapse.guestkernel.ntp;

/** Calls of adjtimex for tests. */
public final class Calls {
  private Calls() {}

  /** A call whose every field is this value: {@code modes} says which the kernel looks at. */
  public static AdjtimexCall of(int modes, long value) {
    return new AdjtimexCall(modes, value, value, value, value, (int) value, value, value, 0);
  }

  /** ADJ_STATUS. */
  public static AdjtimexCall status(int status) {
    return of(AdjtimexCall.ADJ_STATUS, status);
  }

  /** ADJ_OFFSET: ns with STA_NANO, else us. */
  public static AdjtimexCall offset(long offset) {
    return of(AdjtimexCall.ADJ_OFFSET, offset);
  }

  /** ADJ_FREQUENCY: ppm scaled by 2^16. */
  public static AdjtimexCall freq(long freq) {
    return of(AdjtimexCall.ADJ_FREQUENCY, freq);
  }

  /** The old adjtime: us. */
  public static AdjtimexCall adjtime(long micros) {
    return of(AdjtimexCall.ADJ_OFFSET_SINGLESHOT, micros);
  }
}
