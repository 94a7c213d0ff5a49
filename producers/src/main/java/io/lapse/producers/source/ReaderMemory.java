package io.lapse.producers.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LogReader} remembers, as one JSON object: written and read by Lapse alone. A memory
 * that cannot be read is our own bug, or a damaged disk.
 */
public final class ReaderMemory {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode fields;

  private ReaderMemory(ObjectNode fields) {
    this.fields = fields;
  }

  /** Nothing is remembered yet. */
  public static ReaderMemory empty() {
    return new ReaderMemory(JSON.createObjectNode());
  }

  /**
   * The memory that {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ReaderMemory parse(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return new ReaderMemory(object);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("memory must be a JSON object: " + text, e);
    }
    throw new IllegalArgumentException("memory must be a JSON object: " + text);
  }

  public ReaderMemory put(String name, String value) {
    fields.put(name, value);
    return this;
  }

  public ReaderMemory put(String name, boolean value) {
    fields.put(name, value);
    return this;
  }

  public ReaderMemory put(String name, long value) {
    fields.put(name, value);
    return this;
  }

  public ReaderMemory put(String name, List<String> values) {
    ArrayNode list = fields.putArray(name);
    values.forEach(list::add);
    return this;
  }

  public ReaderMemory put(String name, ReaderMemory value) {
    fields.set(name, value.fields);
    return this;
  }

  public boolean has(String name) {
    return fields.has(name);
  }

  /** The names of what is remembered, in the order in which they were put. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    fields.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public String text(String name) {
    return required(name).asText();
  }

  public boolean flag(String name) {
    return required(name).asBoolean();
  }

  public long number(String name) {
    return required(name).asLong();
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    required(name).forEach(node -> texts.add(node.asText()));
    return texts;
  }

  /** A memory within this one. */
  public ReaderMemory inner(String name) {
    if (required(name) instanceof ObjectNode object) {
      return new ReaderMemory(object);
    }
    throw new IllegalArgumentException(name + " must be a JSON object: " + fields);
  }

  private JsonNode required(String name) {
    @Nullable JsonNode node = fields.get(name);
    if (node == null) {
      throw new IllegalArgumentException("memory must hold " + name + ": " + fields);
    }
    return node;
  }

  /** One line of JSON, the same for the same content. */
  @Override
  public String toString() {
    return fields.toString();
  }
}
