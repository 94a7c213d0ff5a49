package io.lapse.producers.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;

/** CloudEvents in JSON, one or a batch a line. Each line stands alone. */
public final class CloudEventsLog implements LogReader {
  private final CloudEventReader reader;
  private final HostEventSource.Sink sink;

  /** What the events lack is taken from {@code input}. */
  public CloudEventsLog(SourceInput input, HostEventSource.Sink sink) {
    this.reader = new CloudEventReader(input);
    this.sink = sink;
  }

  @Override
  public void take(Line line) throws MalformedException {
    JsonNode node = StrictJson.value(line.text());
    if (node instanceof ArrayNode batch) {
      for (int i = 0; i < batch.size(); i++) {
        takeOneOf(batch, i, line.where());
      }
    } else {
      take(node, line.where());
    }
  }

  /** One that cannot be read costs no other of its batch. */
  private void takeOneOf(ArrayNode batch, int index, Location where) {
    try {
      take(batch.get(index), where);
    } catch (MalformedException e) {
      sink.report(Problem.refused(where, "[" + index + "]: " + e.explanation()));
    }
  }

  private void take(JsonNode node, Location where) throws MalformedException {
    if (!(node instanceof ObjectNode event)) {
      throw new MalformedException(
          "expected a CloudEvent, a JSON object, found: "
              + MalformedException.excerpt(node.toString()));
    }
    CloudEventReader.Taken taken = reader.read(event, null);
    taken.warnings().forEach(warning -> sink.report(Problem.warning(where, warning)));
    sink.accept(taken.event(), where);
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
