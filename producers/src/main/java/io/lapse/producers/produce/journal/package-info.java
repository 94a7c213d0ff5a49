/**
 * What was read and is not yet in Kafka, on disk: an append-only log of batches, each of them
 * events with the position of their feed behind them.
 *
 * <p>It must not know feeds, formats or Kafka. Read {@link
 * io.lapse.producers.produce.journal.Journal} first.
 */
@NullMarked
package io.lapse.producers.produce.journal;

import org.jspecify.annotations.NullMarked;
