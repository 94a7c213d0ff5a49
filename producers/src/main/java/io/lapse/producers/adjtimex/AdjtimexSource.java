package io.lapse.producers.adjtimex;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of readings of a guest kernel's NTP state: each is a clock observation. */
public final class AdjtimexSource implements HostEventSource {
  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names, with its guest. */
  public AdjtimexSource(SourceInput input) {
    this.input = input;
    this.file =
        new SourceFile(
            input, "readings of adjtimex --print, of ntptime, or JSON lines", LineForm.TEXT);
  }

  @Override
  public void read(Sink sink) {
    AdjtimexReader reader = new AdjtimexReader(input, sink);
    file.read(sink, reader);
    reader.end();
  }
}
