package io.lapse.guestkernel.discipline.trial;

/** Who in the guest learns of an outage. */
public enum Knowledge {
  /** Nobody: no notice comes, or the kernel has no use for it. */
  NONE,
  /** The kernel: it injects what was lost, and clears NTP in every case. */
  KERNEL,
  /** The kernel, and the daemon when it next reads the migration sequence. */
  AWARE,
  /** The kernel, and the daemon at once: it waits for the sequence to change. */
  WOKEN
}
