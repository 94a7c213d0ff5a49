package io.lapse.producers;

import io.lapse.producers.avro.AvroSource;
import io.lapse.producers.jsonl.JsonlSource;
import io.lapse.producers.qmp.QmpSource;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.SourceInput;

/** Which adapter reads which format: one line each. */
public final class Sources {
  private Sources() {}

  /** The adapter for {@code input}; nothing is opened before it reads. */
  public static HostEventSource of(SourceInput input) {
    HostEventSource adapter =
        switch (input.format()) {
          case QMP -> new QmpSource(input);
          case JSONL -> new JsonlSource(input);
          case AVRO -> new AvroSource(input);
        };
    return new OffsetCheckedSource(adapter, input);
  }
}
