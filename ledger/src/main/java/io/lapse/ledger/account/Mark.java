package io.lapse.ledger.account;

import io.lapse.ledger.time.TaiInstant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a tail may be cut later without booking anything again: the books after its first inputs,
 * remembered while they are at hand. It holds as long as all that comes later stays behind it, and
 * moves none of the accounts that would be sealed with them.
 *
 * @param books after those inputs; nothing that comes later looks back past them
 * @param size how many inputs they are
 * @param at the stamp of the last of them
 * @param places how many outages had a place among the history numbers
 */
record Mark(Books books, int size, TaiInstant at, int places) {

  /**
   * The first place from {@code sizeMin} inputs on; null if there is none, or it is not known any
   * more whether there is an earlier one.
   *
   * @param places how many outages have a place by the end of the tail
   */
  static @Nullable Mark in(Tail tail, int sizeMin, int places) {
    int end = tail.size();
    if (end <= sizeMin) {
      return null;
    }
    List<Link> newestFirst = tail.wholeLinks();
    if (end - newestFirst.size() + 1 > sizeMin) {
      return null;
    }
    for (int size = sizeMin; size < end; size++) {
      Link last = newestFirst.get(end - size);
      TaiInstant at = last.recorded().at();
      List<Link> later = newestFirst.subList(0, end - size);
      if (last.books().maySeal() && at.isBefore(later.get(later.size() - 1).recorded().at())) {
        Mark mark = new Mark(last.books(), size, at, places - newIn(later, last.books()));
        return mark.isClearOf(later) ? mark : null;
      }
    }
    return null;
  }

  /** How many outages the books did not know before. */
  private static int newIn(List<Link> links, Books before) {
    Set<String> added = new HashSet<>();
    for (Link link : links) {
      for (OutageAccount account : link.change().accounts()) {
        if (before.find(account.id()) == null) {
          added.add(account.id());
        }
      }
    }
    return added.size();
  }

  /** The same if an input left all before it as it was, and moved nothing of it; null if not. */
  @Nullable Mark after(Tail.Refold refold, int sizeBefore) {
    if (sizeBefore - refold.before().size() < size) {
      return null;
    }
    // Accounts leave a branch, and never come back: what moves one of this mark's finds it there.
    return isNewTo(refold.base().branch(), refold.after()) || isClearOf(refold.after())
        ? this
        : null;
  }

  private static boolean isNewTo(Branch branch, List<Link> later) {
    return later.size() == 1 && !branch.speaksOf(later.get(0).change().accounts());
  }

  private boolean isClearOf(List<Link> later) {
    for (Link link : later) {
      if (books.branch().speaksOf(link.change().accounts())) {
        return false;
      }
    }
    return true;
  }

  /** The tail without those inputs; null if another has come at the stamp of the last of them. */
  @Nullable Tail cut(Tail tail) {
    List<OutageAccount> older = books.branch().accounts();
    Link rest = tail.last() == null ? null : tail.last().cut(tail.size() - size, at, older);
    return rest == null ? null : new Tail(books.sealed(), rest, tail.size() - size, tail.rules());
  }
}
