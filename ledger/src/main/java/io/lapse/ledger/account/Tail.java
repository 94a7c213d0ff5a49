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
 * The inputs that may still be joined by earlier ones, in the order of the books, each with the
 * books after it. One that comes last costs one step; one that comes earlier, a step for each that
 * follows it. Immutable: the inputs form a chain of which each end is a tail of its own.
 *
 * @param carry the books before the first
 * @param last the end of the chain; null if there is none
 * @param size how many there are
 */
record Tail(Books carry, @Nullable Link last, int size) {
  static final Tail EMPTY = new Tail(Books.EMPTY, null, 0);

  /** One input, the books after it, and what it changed. Each is only itself: a chain is long. */
  static final class Link {
    private final @Nullable Link previous;
    private final Recorded<?> recorded;
    private final Books books;
    private final Change change;
    private final List<Policy> judgedBy;

    Link(@Nullable Link previous, Recorded<?> recorded, Books books, Change change) {
      this.previous = previous;
      this.recorded = recorded;
      this.books = books;
      this.change = change;
      this.judgedBy = judgedBy(previous == null ? List.of() : previous.judgedBy, change);
    }

    /** The same list where no other policy judged: most links share one. */
    private static List<Policy> judgedBy(List<Policy> before, Change change) {
      List<Policy> policies = before;
      for (OutageAccount account : change.accounts()) {
        Policy policy = account.outage().policy();
        if (!policy.equals(Policy.DEFAULT) && !policies.contains(policy)) {
          policies = new ArrayList<>(policies);
          policies.add(policy);
        }
      }
      return List.copyOf(policies);
    }

    @Nullable Link previous() {
      return previous;
    }

    Recorded<?> recorded() {
      return recorded;
    }

    Books books() {
      return books;
    }

    Change change() {
      return change;
    }
  }

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
    return last == null ? List.of() : last.judgedBy;
  }

  /** The links in order. */
  List<Link> links() {
    List<Link> links = new ArrayList<>(size);
    for (Link link = last; link != null; link = link.previous()) {
      links.add(link);
    }
    Collections.reverse(links);
    return links;
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
      return links().stream().anyMatch(link -> link.recorded().id().equals(recorded.id()));
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
  Refold with(Recorded<?> added, Rules rules) {
    Link link = last;
    while (link != null && Recorded.ORDER.compare(added, link.recorded()) < 0) {
      link = link.previous();
    }
    TaiInstant from = looksBackTo(added, link == null ? carry : link.books());
    while (link != null && from != null && !link.recorded().at().isBefore(from)) {
      link = link.previous();
    }
    return refold(link, added, rules);
  }

  /** All inputs again, by other rules. */
  Refold under(Rules rules) {
    return refold(null, null, rules);
  }

  /** With one more input, and all others by other rules: they may judge each of them otherwise. */
  Refold withAllUnder(Recorded<?> added, Rules rules) {
    if (last == null) {
      return with(added, rules);
    }
    Refold next = under(rules).next().with(added, rules);
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
  private Refold refold(@Nullable Link kept, @Nullable Recorded<?> added, Rules rules) {
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
    List<Link> after = book(kept, base, inputs, rules);
    Link end = after.isEmpty() ? kept : after.get(after.size() - 1);
    Tail next = new Tail(carry, end, size + (added == null ? 0 : 1));
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
      previous = new Link(previous, inputs.get(i), books, step.change());
      links.add(previous);
    }
    return links;
  }

  /** A tail of inputs that are in order already. */
  static Tail of(Books carry, List<Recorded<?>> inputs, Rules rules) {
    List<Link> links = book(null, carry, inputs, rules);
    return new Tail(carry, links.isEmpty() ? null : links.get(links.size() - 1), links.size());
  }
}
