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
   * After so many inputs of a tail.
   *
   * @param later the links that follow, in any order
   * @param places how many outages have a place by the end of the tail
   */
  static Mark at(Link last, int size, List<Link> later, int places) {
    Books books = last.books();
    return new Mark(books, size, last.recorded().at(), places - newIn(later, books));
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

  /** The tail without those inputs; null if another has come at the stamp of the last of them. */
  @Nullable Tail cut(Tail tail) {
    List<OutageAccount> older = books.branch().accounts();
    Link rest = tail.last() == null ? null : tail.last().cut(tail.size() - size, at, older);
    return rest == null ? null : new Tail(books.sealed(), rest, tail.size() - size, tail.rules());
  }
}
