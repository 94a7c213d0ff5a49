package io.lapse.producers.timerlist;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of samples of a guest's {@code /proc/timer_list}: each is an inventory. */
public final class TimerListSource implements HostEventSource {
  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names, with its guest. */
  public TimerListSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, "a timer list, Timer List Version: ... first", LineForm.TEXT);
  }

  @Override
  public void read(Sink sink) {
    TimerListReader reader = new TimerListReader(input, sink);
    file.read(sink, reader);
    reader.end();
  }
}
