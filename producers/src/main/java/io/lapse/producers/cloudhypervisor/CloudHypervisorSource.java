package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
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
    file.read(
        sink,
        CloudHypervisorLog.open(input, sink, null),
        line -> line.text().contains("\"secs\""),
        line -> "not the event monitor of Cloud Hypervisor: " + SourceFile.instead(SHAPE, line));
  }
}
