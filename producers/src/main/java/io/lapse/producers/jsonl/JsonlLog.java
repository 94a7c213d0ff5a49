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
    LedgerInput event = event(fields);
    for (String unknown : fields.unknown()) {
      String kind = fields.text("kind");
      String message = " is not a field of kind " + kind + ": it is left out";
      sink.report(Problem.warning(line.where(), MalformedException.excerpt(unknown) + message));
    }
    sink.accept(event, line.where());
  }

  /** The domain refuses what cannot be, such as a negative duration, or a time beyond 64 bits. */
  private LedgerInput event(JsonFields fields) throws MalformedException {
    try {
      return reader.read(fields);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      throw new MalformedException("its times must lie within 64 bits of ns: " + e.getMessage());
    }
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
