package io.lapse.producers.vmware;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A whole {@code vmware.log}; a file that has no line of its shape is another one. */
public final class VmwareSource implements HostEventSource {
  /** What its lines look like. */
  public static final LineForm FORM = LineForm.TEXT;

  private static final String SHAPE = "2015-10-27T22:01:42.149Z| vcpu-0| I120: ...";
  private static final String EXPECTED = "a vmware.log, " + SHAPE;

  private final SourceInput input;
  private final SourceFile file;

  /** The log that {@code input} names, with its host and its guest. */
  public VmwareSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, EXPECTED, FORM);
  }

  @Override
  public void read(Sink sink) {
    VmwareLog log = VmwareLog.open(input, sink, null);
    file.read(sink, new Lines(sink, log));
    log.end();
  }

  /** The first line makes sure that some line is of a vmware.log. */
  private final class Lines implements LineHandler {
    private final Sink sink;
    private final VmwareLog log;
    private boolean begun;

    private Lines(Sink sink, VmwareLog log) {
      this.sink = sink;
      this.log = log;
    }

    @Override
    public boolean take(Line line) throws MalformedException {
      if (!begun) {
        begun = true;
        if (!file.hasLine(other -> LogLine.parse(other.text()) != null)) {
          sink.report(Problem.refused(line.where(), "not a vmware.log: " + foundIn(line)));
          return false;
        }
      }
      log.take(line);
      return true;
    }
  }

  private static String foundIn(Line line) {
    String expected = "expected lines as " + SHAPE;
    try {
      return expected + ", found: " + MalformedException.excerpt(line.text());
    } catch (MalformedException e) {
      return expected + ", found a line that is " + e.explanation();
    }
  }
}
