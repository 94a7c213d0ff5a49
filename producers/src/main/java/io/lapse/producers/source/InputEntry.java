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
  private static final String ANCHOR = "anchor_tai_ns";
  private static final String ANCHOR_ERROR = "anchor_error_ns";

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
        format.isOfOneInstant() ? takenAt() : null,
        format.countsFromAnchor() ? anchor() : null);
  }

  private Anchor anchor() throws MalformedException {
    Long taiNanos = fields.numberOrNull(ANCHOR);
    if (taiNanos == null) {
      throw fields.complaint(
          ANCHOR, "is missing: expected the host's TAI in ns when the VMM started");
    }
    return new Anchor(new TaiInstant(taiNanos), fields.boundOr(ANCHOR_ERROR, 0));
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
        warnings.add(withoutEffect(key, format, format.whyWithoutEffect()));
      }
    }
    warnings.addAll(anchorWarnings(format));
    return warnings;
  }

  private List<String> anchorWarnings(Format format) {
    List<String> warnings = new ArrayList<>();
    if (format.countsFromAnchor()) {
      if (!fields.has(ANCHOR_ERROR)) {
        warnings.add(fields.path(ANCHOR_ERROR) + " is missing: anchor_tai_ns is taken to be exact");
      }
      return warnings;
    }
    for (String key : List.of(ANCHOR, ANCHOR_ERROR)) {
      if (fields.has(key)) {
        warnings.add(withoutEffect(key, format, "its stamps do not count from an anchor"));
      }
    }
    return warnings;
  }

  private String withoutEffect(String key, Format format, String why) {
    return fields.path(key) + " has no effect with format " + format.word() + ": " + why;
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
