package io.lapse.producers.qmp;

import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import org.jspecify.annotations.Nullable;

/** What is asked of an object within an event. */
interface QmpFields {
  /** A text that must be there and must not be empty. */
  String text(String name) throws MalformedException;

  /** A whole number within 64 bits that must be there. */
  long number(String name) throws MalformedException;

  /** true or false, or {@code absent}. */
  boolean flagOr(String name, boolean absent) throws MalformedException;

  /** The fields of a parsed object; null for null. */
  static @Nullable QmpFields of(@Nullable JsonFields fields) {
    return fields == null ? null : new Parsed(fields);
  }

  /** Those of a parsed object. */
  record Parsed(JsonFields fields) implements QmpFields {
    @Override
    public String text(String name) throws MalformedException {
      return fields.text(name);
    }

    @Override
    public long number(String name) throws MalformedException {
      return fields.number(name);
    }

    @Override
    public boolean flagOr(String name, boolean absent) throws MalformedException {
      return fields.flagOr(name, absent);
    }
  }
}
