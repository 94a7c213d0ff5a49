package io.lapse.cli.replay;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.topic.Topic;
import io.lapse.streamsapp.LedgerReplay;
import io.lapse.streamsapp.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a replay through Kafka wrote to its topics, as a replay of files would tell it. */
public final class ReplayOutputs {
  private ReplayOutputs() {}

  /**
   * Reads it.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  public static ReplayResult of(LedgerReplay replay, ReplayReport report)
      throws InterruptedException {
    StandingLedger standing = new StandingLedger();
    each(replay, report.topics().ledger(), standing::add);
    List<Alert> alerts = new ArrayList<>();
    each(replay, report.topics().alerts(), alerts::add);
    List<Notice> notices = new ArrayList<>();
    each(replay, report.topics().guestNotices(), notices::add);
    alerts.sort(Replay.ALERT_ORDER);
    notices.sort(Replay.NOTICES_ORDER);
    return new ReplayResult(standing.entries(), alerts, notices, List.of(), List.of(), Map.of());
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
