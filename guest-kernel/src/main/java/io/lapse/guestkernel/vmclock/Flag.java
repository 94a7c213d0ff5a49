package io.lapse.guestkernel.vmclock;

/**
 * A bit of {@code flags}, as the kernel's header numbers them. UAPI.13 v1.0 has no TIME_MONOTONIC,
 * and gives the two bits after it a number that is one less.
 */
public enum Flag {
  TAI_OFFSET_VALID(0),
  /** A disruption is expected in about a day. */
  DISRUPTION_SOON(1),
  /** A disruption is expected in about an hour. */
  DISRUPTION_IMMINENT(2),
  PERIOD_ESTERROR_VALID(3),
  PERIOD_MAXERROR_VALID(4),
  TIME_ESTERROR_VALID(5),
  TIME_MAXERROR_VALID(6),
  /** Whoever computes the time later never gets an earlier one, leap seconds aside. */
  TIME_MONOTONIC(7),
  VM_GEN_COUNTER_PRESENT(8),
  /** The device notifies the guest of each new even seq_count. */
  NOTIFICATION_PRESENT(9);

  private final int number;

  Flag(int number) {
    this.number = number;
  }

  long bit() {
    return 1L << number;
  }

  /** What the kernel's header calls it. */
  public String abiName() {
    return "VMCLOCK_FLAG_" + name();
  }
}
