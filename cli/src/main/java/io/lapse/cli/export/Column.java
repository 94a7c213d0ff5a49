package io.lapse.cli.export;

import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param meaning what it holds, for the schema and the documentation
 * @param value of a row: a {@link Long}, a {@link String} or a list of them, as the type says
 */
record Column<R>(
    String name, Type type, boolean nullable, String meaning, Function<R, @Nullable Object> value) {

  /** What its cells hold. */
  enum Type {
    /** A whole number of 64 bits. */
    NUMBER,
    /** Unicode. */
    TEXT,
    /** Any number of words, none with a space in it. */
    WORDS
  }

  static <R> Column<R> number(String name, String meaning, Function<R, Long> value) {
    return new Column<>(name, Type.NUMBER, false, meaning, value::apply);
  }

  static <R> Column<R> numberOrNull(
      String name, String meaning, Function<R, @Nullable Long> value) {
    return new Column<>(name, Type.NUMBER, true, meaning, value::apply);
  }

  static <R> Column<R> instantOrNull(
      String name, String meaning, Function<R, @Nullable TaiInstant> value) {
    return numberOrNull(
        name,
        meaning,
        row -> {
          TaiInstant at = value.apply(row);
          return at == null ? null : (Long) at.nanos();
        });
  }

  static <R> Column<R> text(String name, String meaning, Function<R, String> value) {
    return new Column<>(name, Type.TEXT, false, meaning, value::apply);
  }

  static <R> Column<R> textOrNull(
      String name, String meaning, Function<R, @Nullable String> value) {
    return new Column<>(name, Type.TEXT, true, meaning, value::apply);
  }

  static <R> Column<R> symbol(String name, String meaning, Function<R, Enum<?>> value) {
    return text(name, meaning, row -> value.apply(row).name());
  }

  static <R> Column<R> symbolOrNull(
      String name, String meaning, Function<R, @Nullable Enum<?>> value) {
    return textOrNull(
        name,
        meaning,
        row -> {
          Enum<?> symbol = value.apply(row);
          return symbol == null ? null : symbol.name();
        });
  }

  static <R> Column<R> words(String name, String meaning, Function<R, List<String>> value) {
    return new Column<>(name, Type.WORDS, false, meaning, value::apply);
  }

  /** The same column of a row that holds such a row. */
  <S> Column<S> of(Function<S, R> inner) {
    return new Column<>(name, type, nullable, meaning, row -> value.apply(inner.apply(row)));
  }
}
