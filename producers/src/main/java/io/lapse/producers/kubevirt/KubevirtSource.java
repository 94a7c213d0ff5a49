package io.lapse.producers.kubevirt;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A file of VirtualMachineInstanceMigration and VirtualMachineInstance objects, YAML or JSON. */
public final class KubevirtSource implements HostEventSource {
  static final String EXPECTED =
      "VirtualMachineInstanceMigration or VirtualMachineInstance objects";

  /** Room for a list of some thousand objects. */
  private static final int BYTES_MAX = 8 * 1024 * 1024;

  /** What its lines look like. */
  public static final LineForm FORM = new LineForm(BYTES_MAX, "a line of YAML or JSON");

  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names. */
  public KubevirtSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, EXPECTED, FORM);
  }

  @Override
  public void read(Sink sink) {
    KubevirtLog log = KubevirtLog.whole(input, sink, BYTES_MAX);
    file.read(
        sink,
        log,
        KubevirtSource::namesKind,
        line -> "not Kubernetes objects: expected " + EXPECTED + ", found no kind");
    log.complainOfOtherKinds();
  }

  private static boolean namesKind(Line line) throws MalformedException {
    return line.text().contains("kind");
  }
}
