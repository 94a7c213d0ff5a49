package io.lapse.cli.fleet;

import io.lapse.ledger.host.CounterWhilePaused;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Writes a manifest, one entry a line. */
final class ManifestWriter {
  private static final int TAI_OFFSET_SECONDS = 37;

  private final Writer out;
  private String before = "{\"inputs\": [\n";

  ManifestWriter(Writer out) {
    this.out = out;
  }

  /** A file whose events say all that there is to know of them. */
  void events(String format, String path) throws IOException {
    entry("\"format\": \"" + format + "\", \"path\": \"" + path + "\"");
  }

  /** The log of a host; {@code clockErrorNanos} is the bound on its clock. */
  void hostLog(String format, String path, String host, long clockErrorNanos) throws IOException {
    entry(log(format, path, host, clockErrorNanos));
  }

  /** The log of a host about one guest. */
  void guestLog(
      String format,
      String path,
      String host,
      long clockErrorNanos,
      String guest,
      CounterWhilePaused counter)
      throws IOException {
    String entry = log(format, path, host, clockErrorNanos) + ", \"guest\": \"" + guest + "\"";
    entry(
        counter == CounterWhilePaused.UNKNOWN
            ? entry
            : entry
                + ", \"counter_while_paused\": \""
                + counter.name().toLowerCase(Locale.ROOT)
                + "\"");
  }

  private static String log(String format, String path, String host, long clockErrorNanos) {
    return String.format(
        Locale.ROOT,
        "\"format\": \"%s\", \"path\": \"%s\", \"host\": \"%s\", \"clock_error_ns\": %d,"
            + " \"tai_offset_s\": %d",
        format,
        path,
        host,
        clockErrorNanos,
        TAI_OFFSET_SECONDS);
  }

  private void entry(String keys) throws IOException {
    out.write(before);
    out.write("  {" + keys + "}");
    before = ",\n";
  }

  void end() throws IOException {
    out.write("\n]}\n");
  }
}
