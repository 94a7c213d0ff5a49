package io.lapse.producers.jsonl;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of JSON lines, each of which states one event. */
public final class JsonlSource implements HostEventSource {
  /** What its lines look like. */
  public static final LineForm FORM = LineForm.JSON;

  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names; what its lines lack is taken from {@code input}. */
  public JsonlSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, "JSON lines, {\"kind\": ...} each", FORM);
  }

  @Override
  public void read(Sink sink) {
    file.read(sink, new JsonlLog(input, sink));
  }
}
