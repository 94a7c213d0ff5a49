package io.lapse.ledger.fleet;

import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.Posting;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was posted to each account, over many entries. Of balanced entries it sums to zero.
 *
 * @param byAccount in ns, either sign, never 0; beyond 64 bits, because a fleet may hold millions
 *     of outages and a stamp may lie a century off
 */
public record Posted(Map<Account, BigInteger> byAccount) {
  public static final Posted NOTHING = new Posted(Map.of());

  /** Keeps a copy, without the zeros. */
  public Posted {
    EnumMap<Account, BigInteger> sums = new EnumMap<>(Account.class);
    byAccount.forEach(
        (account, nanos) -> {
          if (nanos.signum() != 0) {
            sums.put(account, nanos);
          }
        });
    byAccount = Collections.unmodifiableMap(sums);
  }

  static Posted of(Collection<Posting> postings) {
    EnumMap<Account, BigInteger> sums = new EnumMap<>(Account.class);
    for (Posting posting : postings) {
      sums.merge(posting.account(), BigInteger.valueOf(posting.amountNanos()), BigInteger::add);
    }
    return new Posted(sums);
  }

  public boolean isEmpty() {
    return byAccount.isEmpty();
  }

  /** What was posted to an account, in ns; 0 if nothing was. */
  public BigInteger to(Account account) {
    return byAccount.getOrDefault(account, BigInteger.ZERO);
  }

  Posted plus(Posted other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    EnumMap<Account, BigInteger> sums = new EnumMap<>(byAccount);
    other.byAccount.forEach((account, nanos) -> sums.merge(account, nanos, BigInteger::add));
    return new Posted(sums);
  }

  Posted negated() {
    EnumMap<Account, BigInteger> sums = new EnumMap<>(Account.class);
    byAccount.forEach((account, nanos) -> sums.put(account, nanos.negate()));
    return new Posted(sums);
  }
}
