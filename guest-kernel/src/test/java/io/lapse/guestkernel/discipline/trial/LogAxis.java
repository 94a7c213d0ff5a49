package io.lapse.guestkernel.discipline.trial;

/**
 * From a value to a place, by its logarithm.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 */
record LogAxis(long low, long high, long from, long to) {
  /** What is beyond either end is put there. */
  long at(long value) {
    double bounded = Math.min(Math.max(value, low), high);
    // The same on every machine, which Math.log10 need not be.
    double part = StrictMath.log10(bounded / low) / StrictMath.log10((double) high / low);
    return from + Math.round(part * (to - from));
  }
}
