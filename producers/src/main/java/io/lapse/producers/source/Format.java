package io.lapse.producers.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an input is written. */
public enum Format {
  /** The QMP log of one QEMU process. Its events carry neither host nor guest. */
  QMP(true),
  /** Lapse's own JSON lines. */
  JSONL(false),
  /** Lapse's own records, in an Avro container file. */
  AVRO(false);

  private final boolean needsNames;

  Format(boolean needsNames) {
    this.needsNames = needsNames;
  }

  /** Whether host and guest must be stated with the input, because the events carry neither. */
  boolean needsNames() {
    return needsNames;
  }

  /** The word for it in a manifest. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Format> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
  }
}
