package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.schemas.json.EventJson;
import io.lapse.schemas.json.HistoryJson;
import io.lapse.schemas.topic.Topic;
import io.lapse.streamsapp.records.GuestEvents;
import io.lapse.streamsapp.records.GuestTopics.HistoryPage;
import io.lapse.streamsapp.records.LedgerRecords.Stored;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Pages of records, each with where it stands; what it says is a line as files have it. */
final class RecordsJson {
  private RecordsJson() {}

  static String history(HistoryPage page, @Nullable String next) {
    String records =
        page.records().stream().map(RecordsJson::history).collect(Collectors.joining(","));
    return "{\"records\":[" + records + "],\"next\":" + text(next) + "}\n";
  }

  private static String history(Stored stored) {
    HistoryRecord record = stored.history();
    return place(stored.topic(), stored.partition(), stored.offset(), stored.appendedMillis())
        + ",\"record\":"
        + (record == null ? "null" : HistoryJson.write(record))
        + "}";
  }

  static String events(GuestEvents.Page page, List<Topic<?>> inputs, @Nullable String next) {
    String events =
        page.records().stream().map(read -> event(read, inputs)).collect(Collectors.joining(","));
    return "{\"events\":["
        + events
        + "],\"complete\":"
        + page.isComplete()
        + ",\"next\":"
        + text(next)
        + "}\n";
  }

  private static String event(ConsumerRecord<byte[], byte[]> read, List<Topic<?>> inputs) {
    LedgerInput event = decoded(read, inputs);
    return place(read.topic(), read.partition(), read.offset(), read.timestamp())
        + ",\"event_id\":"
        + text(event == null ? null : event.id().hex())
        + ",\"event\":"
        + (event == null ? "null" : EventJson.write(event))
        + "}";
  }

  /** Null if its bytes are none: the ledger has them in quarantine. */
  private static @Nullable LedgerInput decoded(
      ConsumerRecord<byte[], byte[]> read, List<Topic<?>> inputs) {
    byte @Nullable [] value = read.value();
    for (Topic<?> topic : inputs) {
      if (value != null && topic.name().equals(read.topic())) {
        try {
          return (LedgerInput) topic.valueSerde().deserializer().deserialize(topic.name(), value);
        } catch (SerializationException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static String place(String topic, int partition, long offset, long appendedMillis) {
    return "{\"topic\":"
        + text(topic)
        + ",\"partition\":"
        + partition
        + ",\"offset\":"
        + offset
        + ",\"appended_ms\":"
        + appendedMillis;
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : TextNode.valueOf(value).toString();
  }
}
