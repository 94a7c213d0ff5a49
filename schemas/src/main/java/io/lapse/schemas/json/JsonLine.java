package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one line, key by key. */
final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What a line says. */
  interface Body {
    void write(JsonLine line) throws IOException;
  }

  private final JsonGenerator generator;

  private JsonLine(JsonGenerator generator) {
    this.generator = generator;
  }

  static String of(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.writeStartObject();
      body.write(new JsonLine(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  JsonGenerator generator() {
    return generator;
  }

  void text(String key, @Nullable String value) throws IOException {
    generator.writeStringField(key, value);
  }

  void symbol(String key, @Nullable Enum<?> value) throws IOException {
    text(key, value == null ? null : value.name());
  }

  void number(String key, @Nullable Long value) throws IOException {
    if (value == null) {
      generator.writeNullField(key);
    } else {
      generator.writeNumberField(key, value);
    }
  }

  void instant(String key, @Nullable TaiInstant at) throws IOException {
    number(key, at == null ? null : (Long) at.nanos());
  }

  void truth(String key, boolean value) throws IOException {
    generator.writeBooleanField(key, value);
  }

  static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
