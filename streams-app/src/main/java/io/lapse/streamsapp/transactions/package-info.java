/**
 * Transactions that stay open in a partition after their coordinator has ended them.
 *
 * <p>A broker may drop the marker that ends a transaction in a partition (KAFKA-20734, in Kafka
 * 4.3.0, 4.3.1 and 4.4.0: where the partition has no leader at that moment). What an aborted
 * transaction wrote there becomes visible with the next commit of the same producer; until then
 * readers of committed records wait. Read {@link
 * io.lapse.streamsapp.transactions.HangingTransactions} first, then {@link
 * io.lapse.streamsapp.transactions.GuardedClients}.
 */
@NullMarked
package io.lapse.streamsapp.transactions;

import org.jspecify.annotations.NullMarked;
