package io.lapse.producers.jsonl;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;

/** Lapse's own JSON lines, as they are written. Each stands alone: there is nothing to remember. */
public final class JsonlLog implements LogReader {
  private final JsonlReader reader;
  private final HostEventSource.Sink sink;

  /** What the lines lack is taken from {@code input}. */
  public JsonlLog(SourceInput input, HostEventSource.Sink sink) {
    this.reader = new JsonlReader(input);
    this.sink = sink;
  }

  @Override
  public void take(Line line) throws MalformedException {
    JsonFields fields = JsonFields.of(StrictJson.object(line.text()));
    LedgerInput event = reader.read(fields);
    for (String warning : JsonlReader.warnings(fields)) {
      sink.report(Problem.warning(line.where(), warning));
    }
    sink.accept(event, line.where());
  }

  @Override
  public void end() {
    // Each line stands alone.
  }

  @Override
  public String memory() {
    return "";
  }
}
