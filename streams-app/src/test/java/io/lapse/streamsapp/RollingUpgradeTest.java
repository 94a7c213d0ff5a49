package io.lapse.streamsapp;

import static io.lapse.streamsapp.DrivenLedger.move;
import static io.lapse.streamsapp.DrivenLedger.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two releases side by side, and a guest that goes from an instance of one to one of the other. */
class RollingUpgradeTest {
  private static final Topics TOPICS = Topics.standard();
  private static final long SECONDS = 1_000_000_000L;

  @TempDir private Path one;
  @TempDir private Path two;

  private static DrivenLedger start(Path folder, int release) {
    return DrivenLedger.start(folder, LedgerKeys.SCHEMAS_WRITE_RELEASE, Integer.toString(release));
  }

  /** The bytes that an instance finds in the changelog which another one wrote. */
  private static byte[] lastState(DrivenLedger ledger) {
    List<byte[]> changelog = ledger.changelog(FoldProcessor.STORE);
    return changelog.get(changelog.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "1, 1"})
  void guest_goesOnWhereItWas_fromEachReleaseToTheOther(int from, int to) {
    List<HostEvent> events = move("g", 0, 2 * SECONDS);
    try (DrivenLedger first = start(one, from);
        DrivenLedger second = start(two, to)) {
      first.takes(events.subList(0, 1));

      second.restores(FoldProcessor.STORE, "g", lastState(first));
      second.takes(events.subList(1, 2));

      // The open entry is the first's; the second reverses it, by its number, and posts the rest.
      assertThat(second.history())
          .extracting(record -> record.type().name(), record -> record.historyNumber())
          .containsExactly(Tuple.tuple("REVERSAL", 2L), Tuple.tuple("POSTED", 3L));
      assertThat(second.alerts()).isNotEmpty();
    }
  }

  @Test
  void alertsOfBothReleases_areReadFromOneTopic() {
    try (DrivenLedger first = start(one, 1);
        DrivenLedger second = start(two, 2)) {
      first.takes(move("g", 0, 2 * SECONDS));
      second.takes(move("g", 0, 2 * SECONDS));

      List<Alert> older = first.alerts();
      List<Alert> newer = second.alerts();

      assertThat(newer)
          .extracting(Alert::sourceHost, Alert::destinationHost, Alert::toutNanos)
          .containsOnly(Tuple.tuple("h0", "h1", 2 * SECONDS));
      assertThat(older)
          .containsExactlyElementsOf(
              newer.stream().map(alert -> alert.about(null, null, null)).toList());
    }
  }

  @Test
  void releaseOne_writesWhatReleaseOneReads() {
    try (DrivenLedger first = start(one, 1)) {
      first.takes(move("g", 0, 2 * SECONDS));

      Topics releaseOne = Topics.named("lapse.", SchemaRelease.ONE);
      assertThat(first.bytes(TOPICS.alerts()))
          .allSatisfy(
              bytes ->
                  assertThat(
                          releaseOne
                              .alerts()
                              .valueSerde()
                              .serializer()
                              .serialize(
                                  "t",
                                  TOPICS
                                      .alerts()
                                      .valueSerde()
                                      .deserializer()
                                      .deserialize("t", bytes)))
                      .isEqualTo(bytes));
    }
  }

  @Test
  void policies_waitUntilReleaseTwoIsWritten() {
    try (DrivenLedger first = start(one, 1);
        DrivenLedger second = start(two, 2)) {
      first.takes(policy(1, 0, 60)).takes(move("g", 0, 2 * SECONDS)).waits(100);
      assertThat(first.standing()).extracting(Entry::policy).containsExactly("default@0");

      second.restores(FoldProcessor.STORE, "g", lastState(first));
      second.takes(policy(1, 0, 60)).waits(100);

      assertThat(second.history())
          .extracting(record -> record.type().name(), record -> record.entry().policy())
          .containsExactly(
              Tuple.tuple("REVERSAL", "default@0"), Tuple.tuple("POSTED", "default@1"));
    }
  }

  @Test
  void goingBack_takesTheJudgementsOfPoliciesBack() {
    try (DrivenLedger second = start(two, 2);
        DrivenLedger first = start(one, 1)) {
      second.takes(policy(1, 0, 60)).takes(move("g", 0, 2 * SECONDS));

      first.restores(FoldProcessor.STORE, "g", lastState(second));
      first.takes(policy(1, 0, 60)).takes(move("g", 10 * SECONDS, 11 * SECONDS));

      assertThat(first.history())
          .extracting(record -> record.type().name(), record -> record.entry().policy())
          .startsWith(Tuple.tuple("REVERSAL", "default@1"), Tuple.tuple("POSTED", "default@0"));
      assertThat(Topics.guestStateSerde().deserializer().deserialize("t", lastState(first)))
          .extracting(GuestState.Snapshot::judgedBy)
          .isEqualTo(List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "newest"})
  void releaseThatIsNone_isRefused(String release) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "unused:1");
    properties.put(LedgerKeys.SCHEMAS_WRITE_RELEASE, release);

    assertThatThrownBy(() -> new AppConfig(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schemas.write.release");
  }
}
