package io.lapse.cli.whatif.history;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What hosts and guests have said to a cluster: all that is committed, from the beginning of each
 * topic to where it ended when it was asked. Signatures are not looked at.
 */
public final class TopicHistory {
  private TopicHistory() {}

  /** The topics of a ledger; they are asked when they are read. */
  public static History of(ClusterOptions cluster) {
    Topic<?> hosts = cluster.topics().hostEvents();
    Topic<?> guests = cluster.topics().guestEvents();
    return new History(
        List.of(
            hosts.name() + " at " + cluster.bootstrapServer(),
            guests.name() + " at " + cluster.bootstrapServer()),
        List.of(
            new TopicPart<>(cluster, cluster.topics().hostEvents()),
            new TopicPart<>(cluster, cluster.topics().guestEvents())),
        false,
        0,
        Findings.NONE);
  }

  /** One topic. */
  private record TopicPart<V extends LedgerInput>(ClusterOptions cluster, Topic<V> topic)
      implements Part {
    @Override
    public Findings read(Consumer<LedgerInput> events) throws InterruptedException {
      Findings.Collector found = new Findings.Collector();
      try (CommittedRecords stored = CommittedRecords.of(cluster, topic.name())) {
        stored.each(record -> take(record, events, found));
        stored
            .holes()
            .forEach(
                (partition, first) ->
                    found.missing(
                        topic.name()
                            + " "
                            + partition
                            + ": all before offset "
                            + first
                            + " is no longer there"));
      }
      return found.findings();
    }

    private void take(
        ConsumerRecord<byte[], byte[]> record,
        Consumer<LedgerInput> events,
        Findings.Collector found) {
      String refusal;
      try {
        @Nullable V event =
            topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
        refusal = refusal(record.key(), event);
        if (refusal == null && event != null) {
          events.accept(event);
        }
      } catch (SerializationException e) {
        refusal = String.valueOf(e.getMessage());
      }
      if (refusal != null) {
        found.refuse(
            topic.name() + " " + record.partition() + ":" + record.offset() + ": " + refusal);
      }
    }

    /** As in the application: what is not of its key is not taken. */
    private static @Nullable String refusal(byte @Nullable [] key, @Nullable LedgerInput event) {
      if (event == null) {
        return "expected an event, found none";
      }
      String named = key == null ? null : new String(key, StandardCharsets.UTF_8);
      return event.guest().equals(named)
          ? null
          : "expected the event's guest as key: " + event.guest() + ", found: " + named;
    }
  }
}
