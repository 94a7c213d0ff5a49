/**
 * What hosts emit, into Kafka, as it happens: read on after a crash, kept on disk while Kafka is
 * away.
 *
 * <p>It must not know formats. Read {@link io.lapse.producers.produce.Feed} first.
 */
@NullMarked
package io.lapse.producers.produce;

import org.jspecify.annotations.NullMarked;
