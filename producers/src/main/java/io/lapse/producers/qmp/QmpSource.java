package io.lapse.producers.qmp;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/**
 * The QMP log of one QEMU process: one JSON object a line, events and replies mixed. A second
 * greeting begins another process, or another connection to it, of which nothing is known.
 */
public final class QmpSource implements HostEventSource {
  /** What its lines look like. */
  public static final LineForm FORM = LineForm.MESSAGE;

  private static final String EXPECTED = "a QMP log, {\"QMP\": ...} first";

  private final SourceInput input;
  private final SourceFile file;

  /** The log that {@code input} names, with its host and its guest. */
  public QmpSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, EXPECTED, FORM);
  }

  @Override
  public void read(Sink sink) {
    file.read(sink, new Lines(sink, new QmpReader(input, sink)));
  }

  /** The first line decides whether this is a QMP log at all. */
  private final class Lines implements LineHandler {
    private final Sink sink;
    private final QmpReader reader;
    private final QmpLines lines = new QmpLines();
    private boolean begun;

    private Lines(Sink sink, QmpReader reader) {
      this.sink = sink;
      this.reader = reader;
    }

    @Override
    public boolean take(Line line) throws MalformedException {
      if (!begun) {
        begun = true;
        if (!isGreeting(line) && !beginWithoutGreeting(line)) {
          return false;
        }
      }
      reader.take(lines.message(line), line.where());
      return true;
    }

    private boolean beginWithoutGreeting(Line line) throws MalformedException {
      if (isQmp(line)) {
        sink.report(
            Problem.warning(
                line.where(),
                "the log has lost its beginning: expected the greeting {\"QMP\": ...} first"));
        return true;
      }
      if (file.hasLine(QmpSource::isQmp)) {
        return true;
      }
      sink.report(
          Problem.refused(
              line.where(),
              "not a QMP log: " + SourceFile.instead("the greeting {\"QMP\": ...} first", line)));
      return false;
    }
  }

  private static boolean isGreeting(Line line) {
    try {
      return new QmpLines().message(line) instanceof QmpMessage.Greeting;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isQmp(Line line) {
    try {
      new QmpLines().message(line);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }
}
