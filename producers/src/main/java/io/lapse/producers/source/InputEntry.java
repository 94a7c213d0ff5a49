package io.lapse.producers.source;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    String host = format.needsHost() ? fields.text("host") : fields.textOrNull("host");
    String guest = format.needsGuest() ? fields.text("guest") : fields.textOrNull("guest");
    Integer taiOffsetSeconds = fields.secondsOrNull("tai_offset_s");
    return new SourceInput(
        file.toString(),
        file,
        host,
        guest,
        format,
        fields.boundOr("clock_error_ns", 0),
        // It is about the clock of a host.
        format.isToldByGuest() ? null : taiOffsetSeconds,
        fields.choiceOr(
            "counter_while_paused", CounterWhilePaused.class, CounterWhilePaused.UNKNOWN),
        format.isOfOneInstant() ? takenAt() : null);
  }

  private @Nullable TaiInstant takenAt() throws MalformedException {
    Long taiNanos = fields.numberOrNull("tai_ns");
    return taiNanos == null ? null : new TaiInstant(taiNanos);
  }

  /** What looks odd about an entry that was read. */
  List<String> warnings(SourceInput input) {
    Format format = input.format();
    List<String> warnings = new ArrayList<>();
    if (format.isOfOneClock() && !fields.has("clock_error_ns")) {
      warnings.add(
          fields.path("clock_error_ns")
              + " is missing: "
              + clockOf(input)
              + " is taken to be exact");
    }
    for (String key : format.keysWithoutEffect()) {
      if (fields.has(key)) {
        warnings.add(
            fields.path(key)
                + " has no effect with format "
                + format.word()
                + ": "
                + format.whyWithoutEffect());
      }
    }
    return warnings;
  }

  private static String clockOf(SourceInput input) {
    if (input.takenAt() != null) {
      return "tai_ns";
    }
    return input.format().isToldByGuest()
        ? "the clock of guest " + input.guest()
        : "the clock of host " + input.host();
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
