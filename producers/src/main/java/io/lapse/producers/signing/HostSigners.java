package io.lapse.producers.signing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that sign here: those with a file in a folder. One thread at a time may use it.
 *
 * <pre>
 *   FOLDER/HOST.pem   private key and public key of HOST
 * </pre>
 */
public final class HostSigners {
  private final @Nullable Path folder;
  private final Map<String, Optional<HostSigner>> known = new HashMap<>();

  private HostSigners(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Nobody signs. */
  public static HostSigners none() {
    return new HostSigners(null);
  }

  /**
   * Those of a folder; a file is read when its host speaks first.
   *
   * @throws KeyFileException if there is no such folder
   */
  public static HostSigners in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new KeyFileException(folder + ": expected a folder with a file HOST.pem for each host");
    }
    return new HostSigners(folder);
  }

  /**
   * Who signs for a host; empty if it does not sign.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public Optional<HostSigner> of(String host) {
    return known.computeIfAbsent(host, this::read);
  }

  private Optional<HostSigner> read(String host) {
    if (folder == null) {
      return Optional.empty();
    }
    Path file = KeyFile.of(folder, host);
    return Files.exists(file) ? Optional.of(HostSigner.read(file)) : Optional.empty();
  }

  /** The hosts that spoke and have no key, though others have: by name. */
  public Set<String> unsigned() {
    Set<String> hosts = new TreeSet<>();
    if (folder != null) {
      known.forEach(
          (host, signer) -> {
            if (signer.isEmpty()) {
              hosts.add(host);
            }
          });
    }
    return hosts;
  }
}
