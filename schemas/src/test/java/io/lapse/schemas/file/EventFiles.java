package io.lapse.schemas.file;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Files of events for the tests. */
final class EventFiles {
  private EventFiles() {}

  static Path write(Path file, List<? extends LedgerInput> events) throws IOException {
    try (AvroEventWriter writer = AvroEventWriter.create(file)) {
      for (LedgerInput event : events) {
        writer.append(event);
      }
    }
    return file;
  }

  /** A file with so many events in each block. */
  static Path blocks(Path file, CodecFactory codec, List<LedgerInput> events, int perBlock)
      throws IOException {
    try (DataFileWriter<Object> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(EventSchema.UNION, EventSchema.MODEL))) {
      writer.setCodec(codec);
      byte[] marker = "lapse-events-v1\n".getBytes(StandardCharsets.US_ASCII);
      writer.create(EventSchema.UNION, Files.newOutputStream(file), marker);
      for (int i = 0; i < events.size(); i++) {
        writer.append(EventSchema.toWire(events.get(i)));
        if (i % perBlock == perBlock - 1) {
          writer.sync();
        }
      }
    }
    return file;
  }

  /** A file as another program might write it. */
  static Path withSchema(Path file, Schema schema, CodecFactory codec, List<?> records)
      throws IOException {
    try (DataFileWriter<Object> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema, EventSchema.MODEL))) {
      writer.setCodec(codec);
      writer.create(schema, file.toFile());
      for (Object record : records) {
        writer.append(record);
      }
    }
    return file;
  }

  /** Events that differ, by their stamp. */
  static List<LedgerInput> stops(int count) {
    return IntStream.range(0, count).<LedgerInput>mapToObj(EventFiles::stop).toList();
  }

  static HostEvent stop(int number) {
    Stamp stamp = Stamp.of(new TaiInstant(1_795_383_005_000_000_000L + number), 100_000);
    return new HostEvent.Stopped(
        new Envelope("guest-" + number % 7, "host-" + number % 3, stamp, Source.AVRO, null),
        StopReason.PAUSE,
        null);
  }
}
