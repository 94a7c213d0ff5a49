package io.lapse.producers.avro;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.FuzzedSourceContract;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.file.AvroEventWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A container file that is no longer what was written. */
class AvroDamageTest extends FuzzedSourceContract {
  @TempDir Path goods;

  @Override
  protected HostEventSource source(SourceInput input) {
    return new AvroSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, "h0", null, Format.AVRO, 0, null, CounterWhilePaused.UNKNOWN);
  }

  @Override
  protected byte[] goodBytes() throws IOException {
    Path file = goods.resolve("good.avro");
    try (AvroEventWriter writer = AvroEventWriter.create(file)) {
      for (int at = 0; at < 3; at++) {
        Stamp stamp = Stamp.of(new TaiInstant(at), 5);
        Envelope envelope = new Envelope("g", "h0", stamp, Source.JSONL, null);
        writer.append(new HostEvent.Stopped(envelope, StopReason.PAUSE, null));
      }
    }
    return Files.readAllBytes(file);
  }
}
