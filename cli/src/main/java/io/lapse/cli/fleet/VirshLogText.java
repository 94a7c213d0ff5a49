package io.lapse.cli.fleet;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The log of one host. After the host failed, virsh writes another. That it failed shows when one
 * of its guests boots elsewhere; who came since then stays in the file in which it began.
 */
final class VirshLogText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogLines lines;
  private final String stem;
  private final List<String> paths = new ArrayList<>();

  VirshLogText(LogLines lines, String host) {
    this.lines = lines;
    this.stem = "virsh/" + host;
    begin();
  }

  private void begin() {
    paths.add(stem + (paths.isEmpty() ? "" : "." + (paths.size() + 1)) + ".log");
  }

  /** The files that were written, from the first on. */
  List<String> paths() {
    return paths;
  }

  /** In which of the files processes begin. */
  int number() {
    return paths.size();
  }

  /** The host failed that wrote file {@code number}; that may be known already. */
  void failed(int number) {
    if (number == number()) {
      begin();
    }
  }

  /**
   * An event of a domain.
   *
   * @param number of the file
   * @param says what follows the domain's name; an LF and a tab before each parameter
   */
  void event(int number, TaiInstant at, String name, String domain, String says) {
    Instant utc = Instant.EPOCH.plusNanos(UtcScale.toUtcNanos(at));
    lines.add(
        at,
        paths.get(number - 1),
        TIME.format(utc) + ": event '" + name + "' for domain '" + domain + "'" + says + "\n");
  }
}
