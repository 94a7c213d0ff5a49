package io.lapse.whatif.report;

import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks by the emulated kernel, beside what they check. */
final class Checks {
  private Checks() {}

  /** The check of an outage; empty if there is none. */
  static Optional<KernelCheck> of(List<KernelCheck> checks, String outageId) {
    return checks.stream().filter(check -> check.outageId().equals(outageId)).findFirst();
  }

  /** Timers that expired in the kernel, all bases together. */
  static long timers(KernelCheck check) {
    return check.fired().values().stream().mapToLong(Fired::timers).sum();
  }

  static String words(Agreement agreement) {
    return agreement.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
