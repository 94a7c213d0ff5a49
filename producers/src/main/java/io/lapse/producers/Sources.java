package io.lapse.producers;

import io.lapse.producers.adjtimex.AdjtimexSource;
import io.lapse.producers.avro.AvroSource;
import io.lapse.producers.chrony.ChronySource;
import io.lapse.producers.jsonl.JsonlSource;
import io.lapse.producers.profile.ProfileSource;
import io.lapse.producers.qmp.QmpSource;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.timerlist.TimerListSource;

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
          case TIMER_LIST -> new TimerListSource(input);
          case PROFILE -> new ProfileSource(input);
          case CHRONY -> new ChronySource(input);
          case ADJTIMEX -> new AdjtimexSource(input);
        };
    return new OffsetCheckedSource(adapter, input);
  }
}
