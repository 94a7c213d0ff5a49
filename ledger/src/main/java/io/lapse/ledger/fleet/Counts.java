package io.lapse.ledger.fleet;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each of a few things occurred. Immutable; counts may be added up and taken back, in any
 * order. It is no record, so that sums are not copied once more.
 *
 * @param <K> what is counted
 */
public final class Counts<K extends Comparable<K>> {
  private static final Counts<?> NONE = new Counts<>(new TreeMap<String, Long>());

  private final SortedMap<K, Long> byKey;

  /** Keeps the map, which nobody else may have. */
  private Counts(SortedMap<K, Long> byKey) {
    this.byKey = Collections.unmodifiableSortedMap(byKey);
  }

  /** Nothing occurred. */
  @SuppressWarnings("unchecked") // It holds no key of any type.
  public static <K extends Comparable<K>> Counts<K> none() {
    return (Counts<K>) NONE;
  }

  /** Each of them occurred once, or as often as it is named. */
  public static <K extends Comparable<K>> Counts<K> of(Collection<K> keys) {
    if (keys.isEmpty()) {
      return none();
    }
    TreeMap<K, Long> counts = new TreeMap<>();
    keys.forEach(key -> counts.merge(key, 1L, Math::addExact));
    return new Counts<>(counts);
  }

  /**
   * Each occurred as often as the map says.
   *
   * @throws IllegalArgumentException if a count is not positive
   */
  public static <K extends Comparable<K>> Counts<K> of(Map<K, Long> counts) {
    counts.forEach(
        (key, count) -> {
          if (count < 1) {
            throw new IllegalArgumentException("count of " + key + " must be positive: " + count);
          }
        });
    return counts.isEmpty() ? none() : new Counts<>(new TreeMap<>(counts));
  }

  /** In order; every count is positive: what did not occur is not there. */
  public SortedMap<K, Long> byKey() {
    return byKey;
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** How often {@code key} occurred; 0 if it did not. */
  public long of(K key) {
    return byKey.getOrDefault(key, 0L);
  }

  /** How often all of them occurred together. */
  public long total() {
    long total = 0;
    for (long count : byKey.values()) {
      total = Math.addExact(total, count);
    }
    return total;
  }

  /** Both together. */
  public Counts<K> plus(Counts<K> other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    TreeMap<K, Long> sums = new TreeMap<>(byKey);
    other.byKey.forEach((key, count) -> sums.merge(key, count, Math::addExact));
    return new Counts<>(sums);
  }

  /** What both have. */
  Counts<K> common(Counts<K> other) {
    TreeMap<K, Long> both = new TreeMap<>();
    byKey.forEach(
        (key, count) -> {
          if (other.of(key) > 0) {
            both.put(key, Math.min(count, other.of(key)));
          }
        });
    return both.isEmpty() ? none() : new Counts<>(both);
  }

  /**
   * Without what was added before.
   *
   * @throws IllegalStateException if it was not: a bug of ours
   */
  public Counts<K> minus(Counts<K> other) {
    if (other.isEmpty()) {
      return this;
    }
    TreeMap<K, Long> left = new TreeMap<>(byKey);
    for (Map.Entry<K, Long> taken : other.byKey.entrySet()) {
      long count = of(taken.getKey()) - taken.getValue();
      if (count < 0) {
        throw new IllegalStateException(
            "count of " + taken.getKey() + " must not fall below 0: " + count);
      }
      if (count == 0) {
        left.remove(taken.getKey());
      } else {
        left.put(taken.getKey(), count);
      }
    }
    return left.isEmpty() ? none() : new Counts<>(left);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Counts<?> counts && byKey.equals(counts.byKey);
  }

  @Override
  public int hashCode() {
    return byKey.hashCode();
  }

  @Override
  public String toString() {
    return byKey.toString();
  }
}
