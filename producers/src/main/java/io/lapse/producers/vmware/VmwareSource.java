package io.lapse.producers.vmware;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
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
    file.read(
        sink,
        VmwareLog.open(input, sink, null),
        line -> LogLine.parse(line.text()) != null,
        line -> "not a vmware.log: " + SourceFile.instead("lines as " + SHAPE, line));
  }
}
