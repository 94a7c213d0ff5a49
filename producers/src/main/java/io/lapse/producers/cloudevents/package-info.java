/**
 * Lapse's kinds of events in the envelope of CloudEvents, from files and from a Kafka topic: for
 * whoever emits what no other adapter reads.
 *
 * <p>It must not know the fields of a kind: {@link io.lapse.producers.jsonl.JsonlReader} does. Read
 * {@link io.lapse.producers.cloudevents.CloudEventReader} first; the mapping is in {@code
 * docs/reference/sources.md}.
 */
@NullMarked
package io.lapse.producers.cloudevents;

import org.jspecify.annotations.NullMarked;
