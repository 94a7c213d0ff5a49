package io.lapse.cli.streams;

import io.lapse.cli.replay.Replay;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.topic.Topic;
import io.lapse.streamsapp.LedgerReplay;
import io.lapse.streamsapp.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a replay through Kafka wrote to its topics, as a replay of files would tell it. Alerts are
 * not among it: their topic holds what was said as events came, and not what stands in the end.
 *
 * @param entries the standing ledger
 * @param notices in the order of their file
 */
record ReplayOutputs(List<Entry> entries, List<Notice> notices) {
  ReplayOutputs {
    entries = List.copyOf(entries);
    notices = List.copyOf(notices);
  }

  /**
   * Reads it.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  static ReplayOutputs of(LedgerReplay replay, ReplayReport report) throws InterruptedException {
    StandingLedger standing = new StandingLedger();
    each(replay, report.topics().ledger(), standing::add);
    List<Notice> notices = new ArrayList<>();
    each(replay, report.topics().guestNotices(), notices::add);
    notices.sort(Replay.NOTICES_ORDER);
    return new ReplayOutputs(standing.entries(), notices);
  }

  private static <V> void each(LedgerReplay replay, Topic<V> topic, Consumer<V> sink)
      throws InterruptedException {
    replay.read(
        topic,
        stored ->
            sink.accept(
                topic.valueSerde().deserializer().deserialize(topic.name(), stored.value())));
  }
}
