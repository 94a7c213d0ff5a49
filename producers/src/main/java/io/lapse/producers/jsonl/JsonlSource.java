package io.lapse.producers.jsonl;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of JSON lines, each of which states one event. */
public final class JsonlSource implements HostEventSource {
  private final SourceFile file;
  private final JsonlReader reader;

  /** The file that {@code input} names; what its lines lack is taken from {@code input}. */
  public JsonlSource(SourceInput input) {
    this.file = new SourceFile(input, "JSON lines, {\"kind\": ...} each");
    this.reader = new JsonlReader(input);
  }

  @Override
  public void read(Sink sink) {
    file.read(sink, line -> take(line, sink));
  }

  private boolean take(Line line, Sink sink) throws MalformedException {
    JsonFields fields = JsonFields.of(StrictJson.object(line.text()));
    LedgerInput event = event(fields);
    for (String unknown : fields.unknown()) {
      String kind = fields.text("kind");
      String message = " is not a field of kind " + kind + ": it is left out";
      sink.report(Problem.warning(line.where(), MalformedException.excerpt(unknown) + message));
    }
    sink.accept(event, line.where());
    return true;
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
}
