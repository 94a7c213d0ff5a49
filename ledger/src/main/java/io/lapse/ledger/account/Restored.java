package io.lapse.ledger.account;

import java.util.ArrayList;
import java.util.List;

/**
 * A tail as it was when it was saved, though there may be more policies by now.
 *
 * <p>Why equal lists are proof enough: policies are only ever added, and {@link Rules#policyFor}
 * picks the greatest of those that hold, in one order. Of more policies it picks the same, or one
 * that was added, and that one cannot be on the list that was saved. And the policies on that list,
 * without the others, are picked where they were picked before: each was the greatest of more.
 */
final class Restored {
  private Restored() {}

  /** The tail, by the rules under which it is what it was. */
  static Tail tail(GuestState.Snapshot saved, Rules now) {
    List<Recorded<?>> inputs = new ArrayList<>(saved.tail().size());
    saved.tail().forEach(input -> inputs.add(Recorded.of(input)));
    Tail tail = Tail.of(saved.carry(), inputs, now);
    return tail.judgedBy().equals(saved.judgedBy())
        ? tail
        : Tail.of(saved.carry(), inputs, now.with(saved.judgedBy()));
  }
}
