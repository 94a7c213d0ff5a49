package io.lapse.producers.adjtimex;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.GuestEnvelopes;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The readings in a file, one after the other; the first line of each tells how it is written. */
final class AdjtimexReader implements LineHandler {
  private static final List<ReportForm> FORMS = List.of(new AdjtimexPrint(), new NtptimePrint());

  private final GuestEnvelopes envelopes;
  private final HostEventSource.Sink sink;
  private @Nullable PrintedReport report;
  private boolean isDamaged;
  private Location last;

  AdjtimexReader(SourceInput input, HostEventSource.Sink sink) {
    this.envelopes = new GuestEnvelopes(input);
    this.sink = sink;
    this.last = new Location(input.path(), 0);
  }

  @Override
  public boolean take(Line line) throws MalformedException {
    last = line.where();
    try {
      read(line.text());
    } catch (MalformedException e) {
      throw damaged(e);
    }
    return true;
  }

  private void read(String line) throws MalformedException {
    Optional<ReportForm> begun =
        FORMS.stream().filter(form -> PrintedReport.isBegunBy(line, form)).findFirst();
    if (begun.isPresent() || line.startsWith("{")) {
      end("found: " + MalformedException.excerpt(line.strip()));
      isDamaged = false;
    }
    if (begun.isPresent()) {
      report = new PrintedReport(begun.get(), last);
    }
    if (report != null) {
      report.take(line);
    } else if (line.startsWith("{")) {
      readJson(line);
    } else if (!isDamaged) {
      throw new MalformedException(
          "expected a reading of adjtimex --print, of ntptime, or a JSON object, found: "
              + MalformedException.excerpt(line.strip()));
    }
  }

  private void readJson(String line) throws MalformedException {
    JsonFields fields = JsonFields.of(StrictJson.object(line));
    KernelReading reading = AdjtimexJson.read(fields);
    for (String unknown : fields.unknown()) {
      String message = " is not a field of adjtimex: it is left out";
      sink.report(Problem.warning(last, MalformedException.excerpt(unknown) + message));
    }
    tell(reading, last);
  }

  /** Nothing follows. */
  void end() {
    end("found the end of the file");
  }

  private void end(String found) {
    PrintedReport ended = report;
    report = null;
    if (ended == null) {
      return;
    }
    if (ended.reading().isPresent()) {
      tellOf(ended, ended.reading().get());
    } else {
      String message = "cut off: expected the rest of the report, " + found;
      sink.report(Problem.refused(last, message + leftOut(ended)));
    }
  }

  /** What was whole is told; whether adjtimex's return is what is damaged cannot be known. */
  private MalformedException damaged(MalformedException e) {
    PrintedReport ended = report;
    report = null;
    isDamaged = true;
    if (ended == null) {
      return e;
    }
    if (ended.reading().isPresent()) {
      tellOf(ended, ended.reading().get().returning(null));
      return e;
    }
    return new MalformedException(e.explanation() + leftOut(ended));
  }

  private static String leftOut(PrintedReport report) {
    return "; the report that begins in line " + report.begun().line() + " is left out";
  }

  private void tellOf(PrintedReport report, KernelReading reading) {
    try {
      tell(reading, report.begun());
    } catch (MalformedException e) {
      sink.report(Problem.refused(report.begun(), e.explanation()));
    }
  }

  private void tell(KernelReading reading, Location where) throws MalformedException {
    if (!reading.isSynchronised()) {
      sink.report(
          Problem.warning(
              where,
              "the kernel's clock was not synchronised, status "
                  + reading.statusText()
                  + ", maxerror "
                  + reading.maxErrorMicros()
                  + " us: no clock observation"));
      return;
    }
    sink.accept(
        new GuestEvent.ClockObservation(
            envelopes.at(reading.at().utcNanos(), reading.at().stepNanos()),
            reading.offsetNanos(),
            reading.errorNanos(),
            reading.statusText()),
        where);
  }
}
