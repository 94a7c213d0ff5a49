package io.lapse.streamsapp.board;

import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.List;

/** Sets of violations, one bit each. */
final class Masks {
  private static final Violation[] VIOLATIONS = Violation.values();

  private Masks() {}

  static int of(List<Violation> violations) {
    int mask = 0;
    for (Violation violation : violations) {
      mask |= 1 << Codes.bit(violation);
    }
    return mask;
  }

  /** In the order of {@link Violation}. */
  static List<Violation> violations(int mask) {
    List<Violation> violations = new ArrayList<>();
    for (int left = mask; left != 0; left &= left - 1) {
      violations.add(VIOLATIONS[Integer.numberOfTrailingZeros(left)]);
    }
    return violations;
  }
}
