package io.lapse.schemas.codec;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Between a domain type and its record on the wire.
 *
 * @param <D> the domain type
 * @param <R> the generated record
 */
public interface RecordCodec<D, R extends SpecificRecordBase> {
  /** The schema that is written, and read into. */
  Schema schema();

  R toWire(D domain);

  /**
   * @throws org.apache.kafka.common.errors.SerializationException if the record says what this
   *     version does not know
   */
  D toDomain(R wire);
}
