package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.cli.files.Spool;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.scenario.Emulation.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes what operations did, a JSON object each: as lines, or as one array. The effects come last
 * in an object but first from the kernel, and may be too many for the memory: they are spooled.
 */
final class ResultWriter implements AutoCloseable {
  private static final JsonFactory FACTORY =
      new JsonFactory()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

  private static final int SPOOL_BYTES_IN_MEMORY = 1 << 22;

  private final Writer out;
  private final boolean isArray;
  private final Spool effects = new Spool(SPOOL_BYTES_IN_MEMORY);
  private int written;

  /**
   * @param isArray whether it is one array, not lines
   */
  ResultWriter(Writer out, boolean isArray) {
    this.out = out;
    this.isArray = isArray;
  }

  /**
   * Writes an operation.
   *
   * @param name of the operation
   * @param perform performs it, and hands on its effects
   */
  void write(String name, Function<Consumer<Effect>, Outcome> perform) throws IOException {
    Outcome outcome;
    try (JsonGenerator json = FACTORY.createGenerator(effects)) {
      EffectWriter writer = new EffectWriter(json);
      json.writeStartArray();
      outcome = perform.apply(effect -> effect.match(writer));
      json.writeEndArray();
    }
    out.write(isArray ? (written == 0 ? "[" : ",") : "");
    written++;
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("op", name);
      answer(json, outcome);
      KernelJson.clocks(json, outcome.clocks());
      KernelJson.ntp(json, outcome.ntp());
      json.writeFieldName("effects");
      json.writeRawValue("");
      json.flush();
      effects.drainTo(out);
      json.writeEndObject();
    }
    out.write(isArray ? "" : "\n");
  }

  /** Of a system call: what it returned, as C sees it. */
  private static void answer(JsonGenerator json, Outcome outcome) throws IOException {
    if (outcome.error() != null) {
      json.writeNumberField("return", -1);
      json.writeStringField("error", outcome.error());
    } else if (outcome.callReturn() != null) {
      json.writeNumberField("return", outcome.callReturn());
    }
  }

  /** Ends the array; what was written until then is whole. */
  @Override
  public void close() throws IOException {
    if (isArray) {
      out.write(written == 0 ? "[]\n" : "]\n");
    }
    out.flush();
    effects.close();
  }
}
