package io.lapse.producers.profile;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** A profile: one JSON object, over as many lines as it likes. */
public final class ProfileSource implements HostEventSource {
  private static final LineForm FORM = new LineForm(LineForm.JSON.bytesMax(), "one JSON object");

  private final SourceInput input;
  private final SourceFile file;

  /** The file that {@code input} names, with its guest. */
  public ProfileSource(SourceInput input) {
    this.input = input;
    this.file = new SourceFile(input, "a profile, one JSON object", FORM);
  }

  @Override
  public void read(Sink sink) {
    file.readText(
        sink,
        all -> {
          new ProfileReader(input, all.text(), sink).read();
          return false;
        });
  }
}
