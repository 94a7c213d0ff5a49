package io.lapse.ledger.account;

import io.lapse.ledger.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One input of a {@link Tail}, and what it made of the books; a bare one does not know that any
 * more. Each is only itself: a chain is long.
 */
final class Link {
  private final @Nullable Link previous;
  private final Recorded<?> recorded;
  private final @Nullable Books books;
  private final @Nullable Change change;
  private final List<Policy> judgedBy;
  private final boolean chainWhole;

  private Link(
      @Nullable Link previous,
      Recorded<?> recorded,
      @Nullable Books books,
      @Nullable Change change,
      List<Policy> judgedBy) {
    this.previous = previous;
    this.recorded = recorded;
    this.books = books;
    this.change = change;
    this.judgedBy = judgedBy;
    this.chainWhole = books != null && (previous == null || previous.chainWhole);
  }

  static Link after(@Nullable Link previous, Recorded<?> recorded, Books books, Change change) {
    List<Policy> before = previous == null ? List.of() : previous.judgedBy;
    return new Link(previous, recorded, books, change, judgedBy(before, change));
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

  /** The same chain, of which the last so many links may be whole, and those before are bare. */
  Link trimmed(int wholeMax) {
    List<Link> newer = new ArrayList<>(wholeMax);
    Link below = this;
    while (below != null && below.isWhole() && newer.size() < wholeMax) {
      newer.add(below);
      below = below.previous;
    }
    if (below == null || !below.isWhole()) {
      return this;
    }
    Link end = below.bare();
    for (int i = newer.size() - 1; i >= 0; i--) {
      Link link = newer.get(i);
      end = new Link(end, link.recorded, link.books, link.change, link.judgedBy);
    }
    return end;
  }

  private Link bare() {
    List<Link> whole = new ArrayList<>();
    Link below = this;
    while (below != null && below.isWhole()) {
      whole.add(below);
      below = below.previous;
    }
    for (int i = whole.size() - 1; i >= 0; i--) {
      below = new Link(below, whole.get(i).recorded, null, null, whole.get(i).judgedBy);
    }
    return Objects.requireNonNull(below);
  }

  boolean isWhole() {
    return books != null;
  }

  /** Whether it is whole, and all before it. */
  boolean isChainWhole() {
    return chainWhole;
  }

  @Nullable Link previous() {
    return previous;
  }

  Recorded<?> recorded() {
    return recorded;
  }

  /** The books after it. */
  Books books() {
    return Objects.requireNonNull(books, "books of a bare link");
  }

  /** What it changed. */
  Change change() {
    return Objects.requireNonNull(change, "change of a bare link");
  }

  /** The policies that judged up to here, each once, in the order of their first use. */
  List<Policy> judgedBy() {
    return judgedBy;
  }
}
