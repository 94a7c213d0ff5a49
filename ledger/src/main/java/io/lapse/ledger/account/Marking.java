package io.lapse.ledger.account;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for the first place from some size on where a tail may be cut, as the tail grows. Such
 * a place is clear: nothing that comes later moves an account that would be sealed.
 *
 * @param from places of fewer inputs will not do
 * @param found the first that will; null if there is none yet, or the books at {@code from} are not
 *     known any more
 */
record Marking(int from, @Nullable Mark found) {

  static Marking from(int size) {
    return new Marking(size, null);
  }

  /**
   * What is known of the same tail after an input.
   *
   * @param least where the search began
   */
  Marking after(Tail.Refold refold, int least) {
    int kept = refold.next().size() - refold.after().size();
    // What moved an account may do so no more: then a place that was passed over may be clear.
    if (!refold.before().isEmpty() && !moved(refold.after()).containsAll(moved(refold.before()))) {
      return from(least);
    }
    if (found == null || found.size() > kept) {
      return from(Math.max(least, Math.min(found == null ? from : found.size(), kept + 1)));
    }
    // Accounts leave a branch, and never come back: what moves one of the mark's finds it there,
    // and it is there in all places in between.
    Branch before = refold.base().branch();
    for (int i = refold.after().size() - 1; i >= 0; i--) {
      List<OutageAccount> accounts = refold.after().get(i).change().accounts();
      if ((i > 0 || before.speaksOf(accounts)) && found.books().branch().speaksOf(accounts)) {
        return from(kept + i + 1);
      }
    }
    return this;
  }

  private static Set<String> moved(List<Link> links) {
    Set<String> moved = new HashSet<>();
    for (Link link : links) {
      link.change().accounts().forEach(account -> moved.add(account.id()));
    }
    return moved;
  }

  /**
   * Looks on in a tail, while its last books are at hand.
   *
   * @param places how many outages have a place by its end
   */
  Marking in(Tail tail, int places) {
    int end = tail.size();
    if (found != null || end <= from) {
      return this;
    }
    List<Link> newestFirst = tail.wholeLinks();
    if (end - newestFirst.size() + 1 > from) {
      return this;
    }
    for (int size = from; size < end; size++) {
      Link last = newestFirst.get(end - size);
      List<Link> later = newestFirst.subList(0, end - size);
      if (isPlace(last, later.get(later.size() - 1)) && isClear(last.books(), later)) {
        return new Marking(from, Mark.at(last, size, later, places));
      }
    }
    return from(end);
  }

  /** Whether a tail may be cut between two links: inputs of one stamp stay together. */
  private static boolean isPlace(Link last, Link next) {
    return last.books().maySeal() && last.recorded().at().isBefore(next.recorded().at());
  }

  private static boolean isClear(Books books, List<Link> later) {
    for (Link link : later) {
      if (books.branch().speaksOf(link.change().accounts())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same place, of a tail of which all books are at hand: the first that is clear, or, if none
   * is, the first.
   *
   * @param links all, in order
   * @return how many inputs come before it; 0 if there is none
   */
  static int placeIn(List<Link> links, int from) {
    Set<String> movedLater = new HashSet<>();
    int clear = 0;
    int any = 0;
    for (int size = links.size() - 1; size >= from && size > 0; size--) {
      Link next = links.get(size);
      next.change().accounts().forEach(account -> movedLater.add(account.id()));
      Link last = links.get(size - 1);
      if (isPlace(last, next)) {
        any = size;
        boolean isClear =
            movedLater.stream().allMatch(id -> last.books().branch().find(id) == null);
        clear = isClear ? size : clear;
      }
    }
    return clear > 0 ? clear : any;
  }
}
