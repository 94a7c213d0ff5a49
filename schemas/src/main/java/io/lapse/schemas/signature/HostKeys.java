package io.lapse.schemas.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All keys that a host ever had. A key that is taken out of the list is unknown, with all that it
 * signed: keep those that ended.
 *
 * @param keys in the order in which they were made
 */
public record HostKeys(String host, List<HostKey> keys) {
  public HostKeys {
    Objects.requireNonNull(host, "host");
    keys = List.copyOf(keys);
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host must not be empty");
    }
    if (keys.stream().map(HostKey::id).distinct().count() != keys.size()) {
      throw new IllegalArgumentException("the ids of a host's keys must differ: " + host);
    }
  }

  /** The key of that id; null if it has none. */
  public @Nullable HostKey find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
  }

  /**
   * The same with a key: in place of the one with its id, or else added.
   *
   * @return other keys; these stay as they are
   */
  public HostKeys with(HostKey changed) {
    List<HostKey> next = new ArrayList<>(keys);
    next.replaceAll(key -> key.id().equals(changed.id()) ? changed : key);
    if (find(changed.id()) == null) {
      next.add(changed);
    }
    return new HostKeys(host, next);
  }
}
