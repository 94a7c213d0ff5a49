package io.lapse.streamsapp.query;

import io.lapse.streamsapp.account.FoldProcessor;
import io.lapse.streamsapp.query.InstanceView.Copy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/** Who was told to keep what of the guests' books, as of the last rebalance. */
final class Assignments {
  private final KafkaStreams streams;
  private final String inputTopic;

  /**
   * The assignments of a client.
   *
   * @param inputTopic one that the guests' books follow from
   */
  Assignments(KafkaStreams streams, String inputTopic) {
    this.streams = streams;
    this.inputTopic = inputTopic;
  }

  /** Where a guest is kept; null where nothing runs, or nothing is assigned yet. */
  @Nullable KeyQueryMetadata place(String guest) {
    try {
      KeyQueryMetadata place =
          streams.queryMetadataForKey(FoldProcessor.STORE, guest, Serdes.String().serializer());
      return KeyQueryMetadata.NOT_AVAILABLE.equals(place) ? null : place;
    } catch (IllegalStateException | StreamsException e) {
      // It neither runs nor rebalances; its state says what it does instead.
      return null;
    }
  }

  /** All instances that take part, by address. */
  List<InstanceView> all() {
    return clients().stream()
        .map(client -> new InstanceView(Instance.of(client.hostInfo()), null, copies(client)))
        .sorted(Comparator.comparing(view -> view.instance().toString()))
        .toList();
  }

  /** What one instance keeps, by partition. */
  List<Copy> of(Instance instance) {
    return clients().stream()
        .filter(client -> Instance.of(client.hostInfo()).equals(instance))
        .flatMap(client -> copies(client).stream())
        .toList();
  }

  private Collection<StreamsMetadata> clients() {
    try {
      return streams.metadataForAllStreamsClients();
    } catch (IllegalStateException | StreamsException e) {
      return List.of();
    }
  }

  private List<Copy> copies(StreamsMetadata client) {
    List<Copy> copies = new ArrayList<>();
    add(copies, client.topicPartitions(), Role.ACTIVE);
    add(copies, client.standbyTopicPartitions(), Role.STANDBY);
    copies.sort(Comparator.comparingInt(Copy::partition));
    return copies;
  }

  private void add(List<Copy> copies, Set<TopicPartition> partitions, Role role) {
    partitions.stream()
        .filter(partition -> partition.topic().equals(inputTopic))
        .forEach(partition -> copies.add(new Copy(partition.partition(), role, null)));
  }
}
