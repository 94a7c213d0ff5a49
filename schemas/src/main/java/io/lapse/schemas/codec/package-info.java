/**
 * From the wire's records to the domain and back, one class per record, total in both directions.
 *
 * <p>It must not know topics or Kafka clients beyond the exception that a serde may throw. Read
 * {@link io.lapse.schemas.codec.RecordCodec} first.
 */
@NullMarked
package io.lapse.schemas.codec;

import org.jspecify.annotations.NullMarked;
