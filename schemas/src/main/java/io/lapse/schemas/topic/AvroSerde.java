package io.lapse.schemas.topic;

import io.lapse.schemas.codec.AvroGuards;
import io.lapse.schemas.codec.RecordCodec;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding: two marker bytes, the fingerprint of the writer's schema, the data.
 * Undecodable bytes are a {@link SerializationException} that says what was expected; those of a
 * version that is not known, an {@link UnknownVersionException}.
 */
final class AvroSerde {
  static {
    AvroGuards.install();
  }

  private static final SchemaStore HISTORY = SchemaHistory.store();

  private AvroSerde() {}

  /**
   * @param release whose version is written; all are read
   */
  static <D, R extends SpecificRecordBase> Serde<D> of(
      RecordCodec<D, R> codec, SchemaRelease release) {
    SpecificData model = SpecificData.getForSchema(codec.schema());
    SingleObjectEncoder<R> encoder = encoder(model, codec.schema(), release);
    return of(codec, encoder, new BinaryMessageDecoder<R>(model, codec.schema(), HISTORY)::decode);
  }

  /** The same, for what others write. */
  static <D, R extends SpecificRecordBase> Serde<D> of(
      RecordCodec<D, R> codec, SchemaRelease release, RecordLimits limits) {
    SpecificData model = SpecificData.getForSchema(codec.schema());
    SingleObjectEncoder<R> encoder = encoder(model, codec.schema(), release);
    return of(codec, encoder, new BoundedMessageDecoder<>(model, codec.schema(), HISTORY, limits));
  }

  private static <D, R extends SpecificRecordBase> Serde<D> of(
      RecordCodec<D, R> codec, SingleObjectEncoder<R> encoder, MessageReader<R> decoder) {
    Serializer<D> serializer = (topic, value) -> encode(codec, encoder, value);
    Deserializer<D> deserializer = (topic, bytes) -> decode(codec, decoder, topic, bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static <R extends SpecificRecordBase> SingleObjectEncoder<R> encoder(
      SpecificData model, Schema inUse, SchemaRelease release) {
    Schema written = release.writerOf(inUse);
    if (!written.equals(inUse)) {
      // Generated code knows the fields of the version in use only.
      return new SingleObjectEncoder<>(new SpecificData(), written);
    }
    // Where Avro generated any, that writes records, and not reflection.
    model.setCustomCoders(true);
    return new SingleObjectEncoder<>(model, written);
  }

  @SuppressWarnings("NullAway") // Kafka hands a tombstone's null through, and takes it back.
  private static <D, R extends SpecificRecordBase> byte[] encode(
      RecordCodec<D, R> codec, SingleObjectEncoder<R> encoder, @Nullable D value) {
    if (value == null) {
      return null;
    }
    try {
      return encoder.encode(codec.toWire(value));
    } catch (IOException e) {
      throw new SerializationException("cannot encode " + codec.schema().getName(), e);
    }
  }

  @SuppressWarnings("NullAway") // As above.
  private static <D, R extends SpecificRecordBase> D decode(
      RecordCodec<D, R> codec, MessageReader<R> decoder, String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    String expected = "expected a " + codec.schema().getName() + " on " + topic;
    try {
      return codec.toDomain(decoder.decode(bytes));
    } catch (BadHeaderException e) {
      throw new SerializationException(
          expected + ", in Avro single-object encoding (C3 01 ...): " + e.getMessage(), e);
    } catch (MissingSchemaException e) {
      throw new UnknownVersionException(
          expected + ", of a schema version that this build knows: " + e.getMessage(), e);
    } catch (SerializationException e) {
      throw new SerializationException(expected + ": " + e.getMessage(), e);
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new SerializationException(expected + ", but its data is damaged: " + e, e);
    } catch (IndexOutOfBoundsException
        | NegativeArraySizeException
        | UnsupportedOperationException
        | ClassCastException e) {
      // Avro lets these out of its decoders when lengths or branches are garbage.
      throw new SerializationException(expected + ", but its data is damaged: " + e, e);
    }
  }
}
