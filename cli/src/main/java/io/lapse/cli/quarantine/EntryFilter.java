package io.lapse.cli.quarantine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which entries are meant; without any of it, all are. */
final class EntryFilter {
  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Only those with this reason, such as UNDECODABLE.")
  private @Nullable String reason;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only those that came from this topic.")
  private @Nullable String topic;

  @Option(names = "--guest", paramLabel = "ID", description = "Only those with this key.")
  private @Nullable String guest;

  boolean isEmpty() {
    return reason == null && topic == null && guest == null;
  }

  boolean matches(QuarantineEntry entry) {
    return (reason == null || reason.toUpperCase(Locale.ROOT).equals(entry.reason()))
        && (topic == null || topic.equals(entry.topic()))
        && (guest == null || guest.equals(entry.guest()));
  }
}
