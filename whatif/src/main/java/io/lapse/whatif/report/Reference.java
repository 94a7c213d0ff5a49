package io.lapse.whatif.report;

/** A length of outage from which on something else happens. */
enum Reference {
  SOFT_LOCKUP(
      20_000_000_000L, "20 s", "a busy vCPU reports a soft lockup from here on, or just above"),
  MAX_IDLE(440_000_000_000L, "440 s", "max_idle of a TSC just above 2 GHz"),
  KVM_CLOCK(881_000_000_000L, "881 s", "max_idle of kvm-clock"),
  WRAP(
      1_099_511_627_776L, "1,099.5 s", "2^(64-shift) ns of shift 24: up to Linux 6.9 a wrong read");

  private final long nanos;
  private final String label;
  private final String meaning;

  Reference(long nanos, String label, String meaning) {
    this.nanos = nanos;
    this.label = label;
    this.meaning = meaning;
  }

  long nanos() {
    return nanos;
  }

  String label() {
    return label;
  }

  String meaning() {
    return meaning;
  }
}
