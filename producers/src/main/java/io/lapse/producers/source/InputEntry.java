package io.lapse.producers.source;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One entry of a manifest, or one {@code --input}: the same keys, the same rules. */
final class InputEntry {
  private final JsonFields fields;
  private final @Nullable Path folder;

  /**
   * An entry.
   *
   * @param folder what its path is relative to; null for the working folder
   */
  InputEntry(JsonFields fields, @Nullable Path folder) {
    this.fields = fields;
    this.folder = folder;
  }

  /** The input that it states. */
  SourceInput read() throws MalformedException {
    Format format = format();
    Path file = file();
    String host = format.needsNames() ? fields.text("host") : fields.textOrNull("host");
    String guest = format.needsNames() ? fields.text("guest") : fields.textOrNull("guest");
    return new SourceInput(
        file.toString(),
        file,
        host,
        guest,
        format,
        fields.boundOr("clock_error_ns", 0),
        fields.secondsOrNull("tai_offset_s"),
        fields.choiceOr(
            "counter_while_paused", CounterWhilePaused.class, CounterWhilePaused.UNKNOWN));
  }

  /** What looks odd about an entry that was read. */
  List<String> warnings(SourceInput input) {
    if (input.format().needsNames() && !fields.has("clock_error_ns")) {
      return List.of(
          fields.path("clock_error_ns")
              + " is missing: the clock of host "
              + input.host()
              + " is taken to be exact");
    }
    return input.format() == Format.AVRO ? withoutEffect() : List.of();
  }

  /** A record of Avro lacks nothing that these keys could give it. */
  private List<String> withoutEffect() {
    return Stream.of("guest", "clock_error_ns", "counter_while_paused")
        .filter(fields::has)
        .map(key -> fields.path(key) + " has no effect with format avro: each record states it")
        .toList();
  }

  private Format format() throws MalformedException {
    String word = fields.text("format");
    return Format.of(word)
        .orElseThrow(
            () ->
                fields.complaint(
                    "format",
                    "must be one of " + Format.words() + ": " + MalformedException.excerpt(word)));
  }

  private Path file() throws MalformedException {
    String written = fields.text("path");
    try {
      return folder == null ? Path.of(written) : folder.resolve(written);
    } catch (InvalidPathException e) {
      throw fields.complaint(
          "path", "must be the path of a file: " + MalformedException.excerpt(written));
    }
  }
}
