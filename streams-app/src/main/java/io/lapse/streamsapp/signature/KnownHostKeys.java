package io.lapse.streamsapp.signature;

import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the hosts, as the latest record of each says. A host whose record cannot be read has
 * keys, but none that is known: what it says is refused until somebody writes a better record.
 *
 * <p>One thread adds; any thread may look.
 */
public final class KnownHostKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KnownHostKeys.class);

  private final Topic<HostKeys> topic;
  private final Map<String, HostKeys> byHost = new ConcurrentHashMap<>();

  /** Who has a key of that id: one host, unless somebody has lent it. */
  private final Map<String, Map<String, HostKey>> ownersById = new ConcurrentHashMap<>();

  public KnownHostKeys(Topic<HostKeys> topic) {
    this.topic = topic;
  }

  /** Takes the next record of the topic; one without a value takes all keys of its host away. */
  public void take(byte @Nullable [] key, byte @Nullable [] bytes) {
    String host = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (host.isEmpty()) {
      LOG.atError().log("keys of no host passed over: the record has no key");
      return;
    }
    if (bytes == null) {
      replace(host, null);
    } else {
      replace(host, read(host, bytes));
    }
  }

  private HostKeys read(String host, byte[] bytes) {
    HostKeys none = new HostKeys(host, List.of());
    try {
      HostKeys keys = topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
      if (keys.host().equals(host)) {
        return keys;
      }
      LOG.atError().addKeyValue("host", host).log("keys are of another host; it has none now");
    } catch (SerializationException e) {
      LOG.atError()
          .addKeyValue("host", host)
          .addKeyValue("reason", e.getMessage())
          .log("keys cannot be read; the host has none now");
    }
    return none;
  }

  /**
   * What is added comes first: whoever looks in between must not find less than before or after.
   */
  private void replace(String host, @Nullable HostKeys next) {
    HostKeys before = next == null ? byHost.remove(host) : byHost.put(host, next);
    if (next != null) {
      next.keys()
          .forEach(
              key ->
                  ownersById
                      .computeIfAbsent(key.id(), id -> new ConcurrentHashMap<>())
                      .put(host, key));
    }
    if (before != null) {
      before.keys().stream()
          .filter(key -> next == null || next.find(key.id()) == null)
          .forEach(
              key ->
                  ownersById.computeIfPresent(
                      key.id(),
                      (id, owners) -> {
                        owners.remove(host);
                        return owners.isEmpty() ? null : owners;
                      }));
    }
  }

  /** Whether a host has keys, and therefore signs. */
  public boolean signs(@Nullable String host) {
    return host != null && byHost.containsKey(host);
  }

  /** The host's key of that id; null if it has none. */
  @Nullable HostKey find(String host, String id) {
    HostKeys keys = byHost.get(host);
    return keys == null ? null : keys.find(id);
  }

  /** The keys of that id that any host has. */
  Stream<HostKey> ofAnyHost(String id) {
    return ownersById.getOrDefault(id, Map.of()).values().stream();
  }
}
