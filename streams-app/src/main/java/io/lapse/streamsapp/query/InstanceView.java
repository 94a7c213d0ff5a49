package io.lapse.streamsapp.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance and what it keeps of the guests' books.
 *
 * @param state of its Kafka Streams client; null where it was not asked
 * @param copies by partition
 */
public record InstanceView(Instance instance, @Nullable String state, List<Copy> copies) {
  public InstanceView {
    copies = List.copyOf(copies);
  }

  /**
   * One partition on one instance.
   *
   * @param lagRecords as in {@link Source}; null where it is not known
   */
  public record Copy(int partition, Role role, @Nullable Long lagRecords) {}
}
