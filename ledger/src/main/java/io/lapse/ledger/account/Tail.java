package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that may still be joined by earlier ones, in the order of the books. One that comes
 * last costs one step; one that comes earlier, a step for each input. Immutable: the inputs form a
 * chain of which each end is a tail of its own.
 *
 * <p>Only the last links have the books after them: what the others had is made again when it is
 * asked for. Most inputs come last or nearly so, and there are as many chains as guests.
 *
 * @param carry the books before the first
 * @param last the end of the chain; null if there is none
 * @param size how many there are
 * @param rules by which they were booked
 */
record Tail(Books carry, @Nullable Link last, int size, Rules rules) {
  /** So many links have their books: two hosts may well tell of a migration in the wrong order. */
  private static final int WHOLE_MAX = 4;

  static final Tail EMPTY = new Tail(Books.EMPTY, null, 0, Rules.DEFAULT);

  /**
   * What a new input makes of a tail.
   *
   * @param base the books that did not change
   * @param before the links that were taken out, in order
   * @param after those that stand instead
   */
  record Refold(Tail next, Books base, List<Link> before, List<Link> after) {}

  /** The books after all inputs. */
  Books books() {
    return last == null ? carry : last.books();
  }

  /**
   * The policies that the accounts which the inputs moved were judged by, each once, in the order
   * of their first use; without the built-in one.
   */
  List<Policy> judgedBy() {
    return last == null ? List.of() : last.judgedBy();
  }

  /** The links in order, each with its books. */
  List<Link> links() {
    return chain(expanded().last);
  }

  /** The inputs in order. */
  List<Recorded<?>> inputs() {
    List<Recorded<?>> inputs = new ArrayList<>(size);
    chain(last).forEach(link -> inputs.add(link.recorded()));
    return inputs;
  }

  /** The last links, as far as they have their books; the newest first. */
  List<Link> wholeLinks() {
    List<Link> links = new ArrayList<>(WHOLE_MAX);
    for (Link link = last; link != null && link.isWhole(); link = link.previous()) {
      links.add(link);
    }
    return links;
  }

  private static List<Link> chain(@Nullable Link end) {
    List<Link> links = new ArrayList<>();
    for (Link link = end; link != null; link = link.previous()) {
      links.add(link);
    }
    Collections.reverse(links);
    return links;
  }

  private boolean isExpanded() {
    return last == null || last.isChainWhole();
  }

  /** The same tail, each link with its books. */
  Tail expanded() {
    return isExpanded() ? this : of(carry, inputs(), rules);
  }

  /** The accounts that the inputs moved, and those that were open before, in that order. */
  List<OutageAccount> accounts() {
    Map<String, OutageAccount> accounts = new LinkedHashMap<>();
    carry.openAccounts().forEach(account -> accounts.put(account.id(), account));
    for (Link link : links()) {
      link.change().accounts().forEach(account -> accounts.put(account.id(), account));
    }
    return List.copyOf(accounts.values());
  }

  boolean contains(Recorded<?> recorded) {
    if (recorded.input() instanceof GuestEvent.Reacted reaction
        && reaction.origin() == ReactionOrigin.EMULATED) {
      return inputs().stream().anyMatch(input -> input.id().equals(recorded.id()));
    }
    Link link = last;
    while (link != null && link.recorded().at().isAfter(recorded.at())) {
      link = link.previous();
    }
    while (link != null && link.recorded().at().equals(recorded.at())) {
      boolean sameKind = link.recorded().input().getClass() == recorded.input().getClass();
      if (sameKind && link.recorded().id().equals(recorded.id())) {
        return true;
      }
      link = link.previous();
    }
    return false;
  }

  /**
   * With one more input.
   *
   * @throws ArithmeticException if an amount or an interval exceeds 64 bits of nanoseconds
   */
  Refold with(Recorded<?> added, Rules now) {
    Link link = last;
    while (link != null && Recorded.ORDER.compare(added, link.recorded()) < 0) {
      link = link.previous();
    }
    if (isBare(link)) {
      return expanded().with(added, now);
    }
    TaiInstant from = looksBackTo(added, link == null ? carry : link.books());
    while (link != null && from != null && !link.recorded().at().isBefore(from)) {
      link = link.previous();
    }
    return isBare(link) ? expanded().with(added, now) : refold(link, added, now);
  }

  /** Whether what is before a link, or before the first, is not known any more. */
  private boolean isBare(@Nullable Link link) {
    return link == null ? !isExpanded() : !link.isWhole();
  }

  /** All inputs again, by other rules. */
  Refold under(Rules now) {
    return expanded().refold(null, null, now);
  }

  /** With one more input, and all others by other rules: they may judge each of them otherwise. */
  Refold withAllUnder(Recorded<?> added, Rules now) {
    if (last == null) {
      return with(added, now);
    }
    Refold next = under(now).next().with(added, now);
    return new Refold(next.next(), carry, links(), next.next().links());
  }

  /** The stamp of the first earlier input that must be booked again; null if none must. */
  private static @Nullable TaiInstant looksBackTo(Recorded<?> added, Books before) {
    if (Claims.isClaim(added.input())) {
      TaiInstant restartedAt = Claims.restartedAt(added.input());
      return restartedAt.isBefore(added.at()) ? restartedAt : null;
    }
    if (before.pairing().pending().isEmpty()) {
      return null;
    }
    // A restart that looked ahead may have seen it.
    return before.pairing().pending().get(0).restart().at();
  }

  /** Keeps the chain up to a link, and books what follows again. */
  private Refold refold(@Nullable Link kept, @Nullable Recorded<?> added, Rules now) {
    List<Link> before = new ArrayList<>();
    for (Link link = last; link != kept && link != null; link = link.previous()) {
      before.add(link);
    }
    Collections.reverse(before);
    List<Recorded<?>> inputs = new ArrayList<>(before.size() + 1);
    before.forEach(link -> inputs.add(link.recorded()));
    if (added != null) {
      int position = inputs.size();
      while (position > 0 && Recorded.ORDER.compare(added, inputs.get(position - 1)) < 0) {
        position--;
      }
      inputs.add(position, added);
    }
    Books base = kept == null ? carry : kept.books();
    // Where nothing is taken out, what lies further back is not looked at any more.
    Link begin = kept != null && before.isEmpty() ? kept.trimmed(WHOLE_MAX - 1) : kept;
    List<Link> after = book(begin, base, inputs, now);
    Link end = after.isEmpty() ? kept : after.get(after.size() - 1);
    Tail next = new Tail(carry, end, size + (added == null ? 0 : 1), now);
    return new Refold(next, base, before, after);
  }

  private static List<Link> book(
      @Nullable Link kept, Books base, List<Recorded<?>> inputs, Rules rules) {
    Claims claims = inputs.size() == 1 ? Claims.NONE : Claims.among(inputs);
    List<Link> links = new ArrayList<>(inputs.size());
    Link previous = kept;
    Books books = base;
    for (int i = 0; i < inputs.size(); i++) {
      Ahead ahead = new Ahead(inputs.subList(i + 1, inputs.size()), claims);
      BookStep.Result step = BookStep.take(books, inputs.get(i), ahead, rules);
      books = step.books();
      previous = Link.after(previous, inputs.get(i), books, step.change());
      links.add(previous);
    }
    return links;
  }

  /** A tail of inputs that are in order already. */
  static Tail of(Books carry, List<Recorded<?>> inputs, Rules rules) {
    List<Link> links = book(null, carry, inputs, rules);
    Link end = links.isEmpty() ? null : links.get(links.size() - 1);
    return new Tail(carry, end, links.size(), rules);
  }
}
