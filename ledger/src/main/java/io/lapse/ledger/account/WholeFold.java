package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole history of one guest, folded at once: the same steps over the same books as {@link
 * GuestState#on}, without what a live ledger works out after each input. What stands in the end is
 * what stands there, if the inputs are taken by stamp.
 */
public final class WholeFold {
  /** So often the entries that can no longer change leave the books: else each step copies them. */
  private static final int SEAL_EVERY = 64;

  private final String guest;
  private final Rules rules;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, OutageAccount> accounts = new LinkedHashMap<>();
  private final Map<String, OutageAccount> unsealed = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private Books books = Books.EMPTY;

  private WholeFold(String guest, Rules rules) {
    this.guest = guest;
    this.rules = rules;
  }

  /**
   * What stands in the end.
   *
   * @param accounts each outage once, in the order in which they were booked
   * @param entries the standing ledger, in {@link StandingLedger#ORDER}
   * @param accepted the inputs that the books took, in the order of the books
   * @param outcomes how many inputs had each outcome
   */
  public record Result(
      List<OutageAccount> accounts,
      List<Entry> entries,
      List<Recorded<?>> accepted,
      Map<Outcome, Long> outcomes) {
    public Result {
      accounts = List.copyOf(accounts);
      entries = List.copyOf(entries);
      accepted = List.copyOf(accepted);
      outcomes = Map.copyOf(outcomes);
    }

    /** How many inputs had an outcome. */
    public long count(Outcome outcome) {
      return outcomes.getOrDefault(outcome, 0L);
    }
  }

  /**
   * Folds a guest's inputs.
   *
   * @param inputs all of them, in any order; repetitions count once
   * @throws IllegalArgumentException if one is about another guest
   */
  public static Result of(String guest, List<? extends LedgerInput> inputs, Rules rules) {
    List<Recorded<?>> sorted = new ArrayList<>(inputs.size());
    for (LedgerInput input : inputs) {
      if (!input.guest().equals(guest)) {
        throw new IllegalArgumentException("input must be about " + guest + ": " + input.guest());
      }
      sorted.add(Recorded.of(input));
    }
    sorted.sort(Recorded.ORDER);
    return hasManyOutages(sorted)
        ? new WholeFold(guest, rules).oneByOne(sorted)
        : new WholeFold(guest, rules).atOnce(sorted);
  }

  /** More than the live ledger holds open: it may have sealed some within the horizon. */
  private static boolean hasManyOutages(List<Recorded<?>> sorted) {
    int stops = 0;
    for (Recorded<?> recorded : sorted) {
      stops += recorded.input() instanceof HostEvent.Stopped ? 1 : 0;
    }
    return stops > Horizon.OUTAGES_MAX;
  }

  private Result oneByOne(List<Recorded<?>> sorted) {
    List<Recorded<?>> accepted = new ArrayList<>(sorted.size());
    GuestState state = GuestState.empty(guest);
    for (Recorded<?> recorded : sorted) {
      Step step = state.on(recorded.input(), rules);
      state = step.next();
      count(step.outcome());
      if (step.outcome() == Outcome.ACCEPTED) {
        accepted.add(recorded);
      }
      step.sealed().accounts().forEach(account -> accounts.put(account.id(), account));
      entries.addAll(step.sealed().entries());
    }
    state.accounts().forEach(account -> accounts.put(account.id(), account));
    entries.addAll(state.entries());
    return result(accepted);
  }

  private Result atOnce(List<Recorded<?>> sorted) {
    List<Recorded<?>> accepted = accepted(sorted);
    try {
      book(accepted);
    } catch (ArithmeticException overflow) {
      // One of them breaks the books: taken one by one, that one alone stays out.
      return new WholeFold(guest, rules).oneByOne(sorted);
    }
    return result(accepted);
  }

  /** What {@link GuestState#on} would take, but for what breaks the books. */
  private List<Recorded<?>> accepted(List<Recorded<?>> sorted) {
    List<Recorded<?>> accepted = new ArrayList<>(sorted.size());
    Watermark watermark = Watermark.NONE;
    for (Recorded<?> recorded : sorted) {
      Outcome outcome = outcome(recorded, accepted, watermark);
      count(outcome);
      if (outcome == Outcome.ACCEPTED) {
        accepted.add(recorded);
        watermark = watermark.after(recorded.input());
      }
    }
    return accepted;
  }

  private Outcome outcome(Recorded<?> recorded, List<Recorded<?>> before, Watermark watermark) {
    LedgerInput input = recorded.input();
    if (!GuestState.isCounted(input, rules)) {
      return Outcome.NOT_COUNTED;
    }
    if (!Plausibility.isPlausible(input)) {
      return Outcome.IMPLAUSIBLE_STAMP;
    }
    if (isThere(recorded, before)) {
      return Outcome.DUPLICATE;
    }
    return watermark.isLate(input) ? Outcome.LATE : Outcome.ACCEPTED;
  }

  /** Equal ids have equal stamps, and one kind; an id is a hash, and most inputs need none. */
  private static boolean isThere(Recorded<?> recorded, List<Recorded<?>> before) {
    for (int i = before.size() - 1; i >= 0; i--) {
      Recorded<?> earlier = before.get(i);
      if (!earlier.at().equals(recorded.at())) {
        return false;
      }
      if (earlier.input().getClass() == recorded.input().getClass()
          && earlier.id().equals(recorded.id())) {
        return true;
      }
    }
    return false;
  }

  private void book(List<Recorded<?>> inputs) {
    Claims claims = Claims.among(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      Ahead ahead = new Ahead(inputs.subList(i + 1, inputs.size()), claims);
      BookStep.Result step = BookStep.take(books, inputs.get(i), ahead, rules);
      books = step.books();
      for (OutageAccount account : step.change().accounts()) {
        accounts.put(account.id(), account);
        unsealed.put(account.id(), account);
      }
      if (i % SEAL_EVERY == SEAL_EVERY - 1 && books.maySeal()) {
        seal();
      }
    }
    unsealed.values().forEach(account -> entries.addAll(account.entries()));
  }

  /** An open outage is posted anew when it ends: its entry stays. */
  private void seal() {
    books = books.sealed();
    unsealed
        .values()
        .removeIf(
            account -> {
              boolean closed = !account.isUnrestarted();
              if (closed) {
                entries.addAll(account.entries());
              }
              return closed;
            });
  }

  private void count(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  private Result result(List<Recorded<?>> accepted) {
    entries.sort(StandingLedger.ORDER);
    return new Result(List.copyOf(accounts.values()), entries, accepted, outcomes);
  }
}
