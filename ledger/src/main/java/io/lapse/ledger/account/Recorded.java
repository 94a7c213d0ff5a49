package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An input with its identity, which is a hash: computed once, and only if somebody asks. */
public final class Recorded<T extends LedgerInput> {
  /** The order of the books: by stamp, by what must come first at one stamp, by id. */
  static final Comparator<Recorded<?>> ORDER =
      Comparator.comparing((Recorded<?> recorded) -> recorded.at())
          .thenComparingInt(recorded -> InputOrder.rankInBooks(recorded.input()))
          .thenComparing(Recorded::id);

  private final T input;

  /** Its stamp's: looked at often, and four objects away in the input. */
  private final TaiInstant at;

  private @Nullable EventId id;

  private Recorded(T input) {
    this.input = input;
    this.at = input.stamp().at();
  }

  public static <T extends LedgerInput> Recorded<T> of(T input) {
    return new Recorded<>(input);
  }

  public T input() {
    return input;
  }

  /** Its identity. */
  public EventId id() {
    EventId known = id;
    if (known == null) {
      known = input.id();
      id = known;
    }
    return known;
  }

  TaiInstant at() {
    return at;
  }

  /** Who reported it; null where nobody did. */
  @Nullable String host() {
    return input.envelope().host();
  }

  /** The same record, typed; the caller knows the type. */
  @SuppressWarnings("unchecked") // The input never changes, and is of the type.
  <U extends LedgerInput> Recorded<U> as(Class<U> type) {
    if (!type.isInstance(input)) {
      throw new ClassCastException("input must be a " + type.getSimpleName() + ": " + input);
    }
    return (Recorded<U>) this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recorded<?> recorded && input.equals(recorded.input);
  }

  @Override
  public int hashCode() {
    return input.hashCode();
  }

  @Override
  public String toString() {
    return input.toString();
  }
}
