package io.lapse.whatif.wallclock;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.util.ArrayList;
import java.util.List;

/** An outage, but for its length. */
record Case(boolean compensated, boolean otherHardware, Knowledge knowledge) {
  private static final Knowledge[] KNOWLEDGES = Knowledge.values();

  /** How many there are. */
  static final int COUNT = 4 * KNOWLEDGES.length;

  /** All, in the order of {@link #at}. */
  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (boolean compensated : new boolean[] {false, true}) {
      for (boolean otherHardware : new boolean[] {false, true}) {
        for (Knowledge knowledge : KNOWLEDGES) {
          all.add(new Case(compensated, otherHardware, knowledge));
        }
      }
    }
    return all;
  }

  /** Its place among all. Never stored. */
  @SuppressWarnings("EnumOrdinal")
  static int at(boolean compensated, boolean otherHardware, Knowledge knowledge) {
    int half = (compensated ? 2 : 0) + (otherHardware ? 1 : 0);
    return half * KNOWLEDGES.length + knowledge.ordinal();
  }
}
