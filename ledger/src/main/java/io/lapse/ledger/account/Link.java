package io.lapse.ledger.account;

import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
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
  private final List<Policy> ownPolicies;
  private final boolean chainWhole;

  private Link(
      @Nullable Link previous,
      Recorded<?> recorded,
      @Nullable Books books,
      @Nullable Change change,
      List<Policy> judgedBy,
      List<Policy> ownPolicies) {
    this.previous = previous;
    this.recorded = recorded;
    this.books = books;
    this.change = change;
    this.judgedBy = judgedBy;
    this.ownPolicies = ownPolicies;
    this.chainWhole = books != null && (previous == null || previous.chainWhole);
  }

  static Link after(@Nullable Link previous, Recorded<?> recorded, Books books, Change change) {
    List<Policy> own = policies(change);
    return new Link(previous, recorded, books, change, judgedBy(previous, own), own);
  }

  /** Those that judged an input's accounts, each once, without the built-in one. */
  private static List<Policy> policies(Change change) {
    List<Policy> policies = List.of();
    for (OutageAccount account : change.accounts()) {
      policies = with(policies, account.outage().policy());
    }
    return policies;
  }

  /** The same list where nothing is added: most links share one. */
  private static List<Policy> judgedBy(@Nullable Link previous, List<Policy> own) {
    List<Policy> policies = previous == null ? List.of() : previous.judgedBy;
    if (policies.isEmpty()) {
      return own;
    }
    for (Policy policy : own) {
      policies = with(policies, policy);
    }
    return policies;
  }

  private static List<Policy> with(List<Policy> policies, Policy policy) {
    if (policy.equals(Policy.DEFAULT) || policies.contains(policy)) {
      return policies;
    }
    List<Policy> more = new ArrayList<>(policies);
    more.add(policy);
    return List.copyOf(more);
  }

  /**
   * The last so many links as a chain of their own.
   *
   * @param at the stamp of what comes before them: they must be later
   * @param older accounts that are sealed with what comes before, and that none of them moved
   * @return null if they are not later
   */
  @Nullable Link cut(int count, TaiInstant at, List<OutageAccount> older) {
    Link[] links = new Link[count];
    Link link = this;
    for (int i = count - 1; i >= 0 && link != null; i--) {
      links[i] = link;
      link = link.previous;
    }
    if (count == 0 || !links[0].recorded.at().isAfter(at)) {
      return null;
    }
    Link end = null;
    for (Link each : links) {
      List<Policy> judged = judgedBy(end, each.ownPolicies);
      Books sealed = each.books == null ? null : each.books.sealed(older);
      end = new Link(end, each.recorded, sealed, each.change, judged, each.ownPolicies);
    }
    return end;
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
      end = new Link(end, link.recorded, link.books, link.change, link.judgedBy, link.ownPolicies);
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
      Link link = whole.get(i);
      below = new Link(below, link.recorded, null, null, link.judgedBy, link.ownPolicies);
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
