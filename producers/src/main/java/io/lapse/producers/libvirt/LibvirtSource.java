package io.lapse.producers.libvirt;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** What {@code virsh event --all --loop --timestamp} printed on one host, of all its domains. */
public final class LibvirtSource implements HostEventSource {
  /** What its lines look like. */
  public static final LineForm FORM = LineForm.TEXT;

  private static final String EXPECTED =
      "text of virsh event --timestamp, TIME: event 'lifecycle' for domain ...";

  private final SourceInput input;
  private final SourceFile file;

  /** The log that {@code input} names, with its host, and its guest if only one is asked for. */
  public LibvirtSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, EXPECTED, FORM);
  }

  @Override
  public void read(Sink sink) {
    file.read(
        sink,
        LibvirtLog.open(input, sink, null),
        LibvirtSource::isVirsh,
        line -> "not a log of virsh event: " + whyNone(line));
  }

  private static boolean isVirsh(Line line) throws MalformedException {
    return VirshLine.isEvent(line.text()) || VirshLine.isRemark(line.text());
  }

  private static String whyNone(Line line) {
    try {
      return VirshLine.whyNone(line.text());
    } catch (MalformedException e) {
      return e.explanation();
    }
  }
}
