/**
 * From the journal into Kafka, in its order, for as long as it takes.
 *
 * <p>It must not know feeds or formats. Read {@link io.lapse.producers.produce.send.Sender} first.
 */
@NullMarked
package io.lapse.producers.produce.send;

import org.jspecify.annotations.NullMarked;
