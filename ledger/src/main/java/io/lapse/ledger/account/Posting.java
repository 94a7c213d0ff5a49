package io.lapse.ledger.account;

/**
 * One line of an entry.
 *
 * @param amountNanos either sign, never 0: what does not move is not posted
 */
public record Posting(Account account, long amountNanos) {}
