package io.lapse.producers;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The recordings of real guests that the tests read. */
public final class Recorded {
  private Recorded() {}

  /** The folder with the files of {@code run}, of QEMU or of virsh, a manifest and the truth. */
  public static Path run(String run) {
    Path virsh = folder().resolve("libvirt").resolve(run);
    return Files.isDirectory(virsh) ? virsh : folder().resolve("qmp").resolve(run);
  }

  /** The folder of all recordings. */
  public static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Recorded.class.getResource("/recordings")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
