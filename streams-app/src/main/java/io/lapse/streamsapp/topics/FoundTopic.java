package io.lapse.streamsapp.topics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a cluster has it.
 *
 * @param replicas of the partition that has the fewest
 * @param settings by name, the cluster's own where the topic has none; null if nobody may see them
 */
record FoundTopic(
    String name, int partitions, int replicas, @Nullable Map<String, String> settings) {

  @Nullable String setting(String setting) {
    return settings == null ? null : settings.get(setting);
  }
}
