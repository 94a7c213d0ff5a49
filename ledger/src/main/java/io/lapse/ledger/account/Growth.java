package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an input added to a state when it came last in the books.
 *
 * @param carry the books before the tail, the same as before
 * @param size how many inputs the tail had
 * @param before the last of them; null if there were none
 * @param input what came
 * @param numbers the outages whose history numbers are others now
 */
public record Growth(
    Books carry,
    int size,
    @Nullable LedgerInput before,
    LedgerInput input,
    List<OutageNumbers> numbers) {

  /** From one tail to the next; null if nothing came. */
  static @Nullable Growth of(Tail from, Tail to, List<OutageNumbers> numbers) {
    if (from.size() == to.size() || to.last() == null) {
      return null;
    }
    LedgerInput last = from.last() == null ? null : from.last().recorded().input();
    return new Growth(from.carry(), from.size(), last, to.last().recorded().input(), numbers);
  }
}
