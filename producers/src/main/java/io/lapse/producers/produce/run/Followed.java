package io.lapse.producers.produce.run;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Sources;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats that are followed as they grow, by their words. */
public final class Followed {
  private Followed() {}

  /** The format of a word; empty if there is none, or if it is read whole. */
  public static Optional<Format> of(String word) {
    return formats().stream().filter(format -> word(format).equals(word)).findFirst();
  }

  /** All words, for a message. */
  public static String words() {
    return formats().stream().map(Followed::word).collect(Collectors.joining(", "));
  }

  static String word(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** Whether an input of that format must name its guest: its lines do not. */
  static boolean needsGuest(Format format) {
    try {
      return input(format, null).guest() != null;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static List<Format> formats() {
    return Arrays.stream(Format.values())
        .filter(format -> Sources.form(format).isPresent())
        .toList();
  }

  private static SourceInput input(Format format, @Nullable String guest) {
    return new SourceInput(
        "any", Path.of("any"), "any", guest, format, 0, null, CounterWhilePaused.UNKNOWN);
  }
}
