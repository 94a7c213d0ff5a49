package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A whole file of one VMM's event monitor; one without a stamp of its shape is another one. */
public final class CloudHypervisorSource implements HostEventSource {
  private static final String SHAPE =
      "{\"timestamp\": {\"secs\", \"nanos\"}, \"source\", \"event\"}";
  private static final String EXPECTED = "events of Cloud Hypervisor, " + SHAPE + " each";

  /** What its lines look like. */
  public static final LineForm FORM = new LineForm(64 * 1024, "a line of JSON");

  private final SourceInput input;
  private final SourceFile file;

  /**
   * The file that {@code input} names, with its host, its guest and its anchor.
   *
   * @throws IllegalArgumentException if it has none: a file that is no longer written may be a copy
   */
  public CloudHypervisorSource(SourceInput input) {
    if (input.anchor() == null) {
      throw new IllegalArgumentException("a file that is read whole needs an anchor: " + input);
    }
    this.input = input;
    this.file = new SourceFile(input, EXPECTED, FORM);
  }

  @Override
  public void read(Sink sink) {
    CloudHypervisorLog log = CloudHypervisorLog.open(input, sink, null);
    file.read(sink, new Lines(sink, log));
    log.end();
  }

  /** The first line makes sure that some line is of an event monitor. */
  private final class Lines implements LineHandler {
    private final Sink sink;
    private final CloudHypervisorLog log;
    private boolean begun;

    private Lines(Sink sink, CloudHypervisorLog log) {
      this.sink = sink;
      this.log = log;
    }

    @Override
    public boolean take(Line line) throws MalformedException {
      if (!begun) {
        begun = true;
        if (!file.hasLine(other -> other.text().contains("\"secs\""))) {
          String message = "not the event monitor of Cloud Hypervisor: " + foundIn(line);
          sink.report(Problem.refused(line.where(), message));
          return false;
        }
      }
      log.take(line);
      return true;
    }
  }

  private static String foundIn(Line line) {
    String expected = "expected " + SHAPE;
    try {
      return expected + ", found: " + MalformedException.excerpt(line.text());
    } catch (MalformedException e) {
      return expected + ", found a line that is " + e.explanation();
    }
  }
}
