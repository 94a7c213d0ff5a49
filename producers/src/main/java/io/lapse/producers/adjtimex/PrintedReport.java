package io.lapse.producers.adjtimex;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A report as it is read, line by line. */
final class PrintedReport {
  private final ReportForm form;
  private final Location begun;
  private final List<MatchResult> lines = new ArrayList<>();
  private @Nullable KernelReading reading;

  /** A report whose first line stands at {@code begun}. */
  PrintedReport(ReportForm form, Location begun) {
    this.form = form;
    this.begun = begun;
  }

  static boolean isBegunBy(String line, ReportForm form) {
    return form.lines().get(0).matcher(line).matches();
  }

  Location begun() {
    return begun;
  }

  /** What it says; empty until every line of it has been read. */
  Optional<KernelReading> reading() {
    return Optional.ofNullable(reading);
  }

  /** Takes the next line of it. */
  void take(String line) throws MalformedException {
    Pattern addition = form.addition(lines.size());
    if (addition != null) {
      Matcher found = addition.matcher(line);
      if (found.matches()) {
        add(found);
        return;
      }
    }
    if (reading != null) {
      throw unexpected("the next report", line);
    }
    Matcher found = form.lines().get(lines.size()).matcher(line);
    if (!found.matches()) {
      throw unexpected("line " + (lines.size() + 1) + " of the report", line);
    }
    lines.add(found.toMatchResult());
    if (lines.size() == form.lines().size()) {
      reading = form.reading(lines);
    }
  }

  private void add(Matcher found) {
    if (reading != null && found.groupCount() > 0) {
      reading = reading.returning(Integer.valueOf(found.group(1)));
    }
  }

  private static MalformedException unexpected(String expected, String line) {
    return new MalformedException(
        "expected " + expected + ", found: " + MalformedException.excerpt(line.strip()));
  }
}
