package io.lapse.cli.whatif.gather;

import io.lapse.cli.whatif.profiles.ToldProfiles;
import io.lapse.ledger.LedgerInput;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.Sweep;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.List;

/** The sweeps of all threads, each with its own. */
final class Sweepers {
  private final List<Sweeper> all = new ArrayList<>();

  Sweepers(Question question, ToldProfiles profiles, Watch watch, int count) {
    for (int i = 0; i < count; i++) {
      all.add(new Sweeper(new Sweep(question), profiles, watch));
    }
  }

  /** What one thread sweeps with. */
  record Sweeper(Sweep sweep, ToldProfiles profiles, Watch watch) {
    /** Takes all of a guest. */
    void take(String guest, List<LedgerInput> inputs) {
      sweep.add(guest, profiles.complete(guest, inputs));
      watch.sweptOne();
    }
  }

  List<Sweeper> list() {
    return all;
  }

  /** The answer of all of them together; to be called once. */
  WhatIf answer() {
    Sweep first = all.get(0).sweep();
    all.subList(1, all.size()).forEach(other -> first.merge(other.sweep()));
    return first.result();
  }
}
