package io.lapse.producers.avro;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.file.AvroEventReader;

/**
 * An Avro container file, each record of which states one event. The line of a {@link Location} is
 * the number of the record. A record says all about itself but, perhaps, its host.
 */
public final class AvroSource implements HostEventSource {
  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names; a record that names no host is of the input's. */
  public AvroSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, AvroEventReader.EXPECTED);
  }

  @Override
  public void read(Sink sink) {
    file.readWhole(
        sink,
        path -> {
          Records records = new Records(sink);
          AvroEventReader.read(path, input.host(), records);
          records.end();
        });
  }

  private Location at(long record) {
    return new Location(input.path(), record);
  }

  private final class Records implements AvroEventReader.Handler {
    private final Sink sink;
    private boolean some;

    private Records(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(long record, LedgerInput event) {
      if (event.envelope().host() == null && meansNothingWithoutHost(event)) {
        refuse(record, "host is missing: expected it in the record or with the input");
      } else {
        some = true;
        sink.accept(event, at(record));
      }
    }

    @Override
    public void refuse(long record, String message) {
      some = true;
      sink.report(Problem.refused(at(record), message));
    }

    private void end() {
      if (!some) {
        sink.report(
            Problem.warning(
                at(0), "the file holds no record: expected at least one host or guest event"));
      }
    }
  }

  /** Outages are paired by host, and a clock is one host's. */
  private static boolean meansNothingWithoutHost(LedgerInput event) {
    return event instanceof HostEvent.Stopped
        || event instanceof HostEvent.Restarted
        || event instanceof HostEvent.Started
        || event instanceof HostEvent.HostClock;
  }
}
