package io.lapse.ledger.account;

import java.util.List;

/**
 * The history numbers of one outage's entries.
 *
 * @param place of the outage among those of the tail, in the order in which they were booked: from
 *     0
 * @param numbers by entry; empty if none stands
 */
public record OutageNumbers(String outageId, int place, List<Long> numbers) {}
