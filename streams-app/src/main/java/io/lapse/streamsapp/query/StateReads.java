package io.lapse.streamsapp.query;

import io.lapse.ledger.account.GuestState;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldProcessor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stores of this instance, whatever their role. The handle of a store is never kept: it
 * would go on to answer after its task has left.
 */
final class StateReads {
  private static final Deserializer<GuestState.Snapshot> STATES =
      Topics.guestStateSerde().deserializer();

  private final KafkaStreams streams;

  StateReads(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * A state as it was read.
   *
   * @param state null if the store knows no such guest
   * @param positions by input topic, the last offset that changed this store here
   */
  record Read(GuestState.@Nullable Snapshot state, Map<String, Long> positions) {}

  /** Null if the partition is not here, or was closed in the middle of it. */
  @Nullable Read read(String guest, int partition) {
    try {
      QueryResult<byte[]> read =
          streams
              .query(
                  StateQueryRequest.inStore(FoldProcessor.STORE)
                      .withQuery(KeyQuery.<String, byte[]>withKey(guest))
                      .withPartitions(Set.of(partition)))
              .getPartitionResults()
              .get(partition);
      return read == null || read.isFailure()
          ? null
          : new Read(state(read.getResult()), positions(read.getPosition(), partition));
    } catch (StreamsException | IllegalStateException e) {
      // The task moved, or its store was closed: whoever asks again finds out where it is.
      return null;
    }
  }

  private static GuestState.@Nullable Snapshot state(byte @Nullable [] bytes) {
    return bytes == null ? null : STATES.deserialize(FoldProcessor.STORE, bytes);
  }

  private static Map<String, Long> positions(@Nullable Position position, int partition) {
    Map<String, Long> positions = new HashMap<>();
    if (position != null) {
      for (String topic : position.getTopics()) {
        Long offset = position.getPartitionPositions(topic).get(partition);
        if (offset != null) {
          positions.put(topic, offset);
        }
      }
    }
    return positions;
  }
}
