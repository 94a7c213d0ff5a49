package io.lapse.producers.cloudevents;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of CloudEvents in JSON, one of them or a batch a line. */
public final class CloudEventsSource implements HostEventSource {
  /** What its lines look like. */
  public static final LineForm FORM = new LineForm(8 * 1024 * 1024, "one JSON object a line");

  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names; what its events lack is taken from {@code input}. */
  public CloudEventsSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, "CloudEvents, {\"specversion\": ...} each", FORM);
  }

  @Override
  public void read(Sink sink) {
    file.read(sink, new CloudEventsLog(input, sink));
  }
}
