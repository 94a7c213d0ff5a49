package io.lapse.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.GuestState;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that writes an older release writes what that release wrote, byte for byte. */
class SchemaReleaseTest {
  private static final Serde<Alert> ALERTS =
      Topics.named("lapse.", SchemaRelease.ONE).alerts().valueSerde();
  private static final Serde<GuestState.Snapshot> STATES =
      Topics.guestStateSerde(SchemaRelease.ONE);

  @Test
  void alert_writtenAsReleaseOne_isWhatVersionOneWrote() throws IOException {
    Alert alert = ((Alert) Samples.of("v2").get("AlertRecord").value());

    byte[] bytes = ALERTS.serializer().serialize("t", alert);

    assertThat(bytes).isEqualTo(released("v1/AlertRecord"));
    assertThat(Topics.standard().alerts().valueSerde().deserializer().deserialize("t", bytes))
        .isEqualTo(alert.about(null, null, null));
  }

  @Test
  void alert_writtenAsReleaseTwo_isWhatVersionTwoWrote() throws IOException {
    Alert alert = ((Alert) Samples.of("v2").get("AlertRecord").value());

    byte[] bytes =
        Topics.named("lapse.", SchemaRelease.TWO)
            .alerts()
            .valueSerde()
            .serializer()
            .serialize("t", alert);

    assertThat(bytes).isEqualTo(released("v2/AlertRecord"));
  }

  /** What is told apart by a later version is nothing that an older one may guess about. */
  @Test
  void alarm_readsAsNoViolation_whereItsFieldIsNotKnown() {
    Topics two = Topics.named("lapse.", SchemaRelease.TWO);
    byte[] bytes = two.alerts().valueSerde().serializer().serialize("t", Samples.alarm());

    assertThat(SchemaRelease.TWO.alertsTellAlarms()).isFalse();
    assertThat(SchemaRelease.NEWEST.alertsTellAlarms()).isTrue();
    assertThatThrownBy(() -> two.alerts().valueSerde().deserializer().deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("UNRECOGNISED");
  }

  @Test
  void state_writtenAsReleaseOne_isWhatVersionTwoWrote() throws IOException {
    GuestState.Snapshot state =
        (GuestState.Snapshot) Samples.of("v2").get("GuestStateRecord").value();

    assertThat(STATES.serializer().serialize("t", state))
        .isEqualTo(released("v2/GuestStateRecord"));
  }

  @Test
  void judgedState_writtenAsReleaseOne_namesNoPolicies_andIsTheSameElse() {
    GuestState.Snapshot state = PolicySamples.judgedState();

    GuestState.Snapshot read =
        Topics.guestStateSerde()
            .deserializer()
            .deserialize("t", STATES.serializer().serialize("t", state));

    assertThat(state.judgedBy()).isNotEmpty();
    assertThat(read.judgedBy()).isEmpty();
    assertThat(read.tail()).isEqualTo(state.tail());
    assertThat(read.historyNumbers()).isEqualTo(state.historyNumbers());
    assertThat(read.carry().branch()).isEqualTo(state.carry().branch());
  }

  @Test
  void newestRelease_isWhatIsInUse() throws IOException {
    Serde<GuestState.Snapshot> newest = Topics.guestStateSerde(SchemaRelease.NEWEST);

    GuestState.Snapshot state =
        (GuestState.Snapshot) Samples.of("v4").get("GuestStateRecord").value();
    assertThat(newest.serializer().serialize("t", state))
        .isEqualTo(released("v4/GuestStateRecord"));
  }

  @Test
  void judgedState_writtenAsReleaseFour_isWhatVersionThreeWrote() throws IOException {
    Serde<GuestState.Snapshot> four = Topics.guestStateSerde(SchemaRelease.FOUR);

    assertThat(four.serializer().serialize("t", PolicySamples.judgedState()))
        .isEqualTo(released("v3/GuestStateRecord"));
  }

  /** What lets a new record be written with an older schema: the fields are the same, then more. */
  @ParameterizedTest
  @CsvSource({
    "AlertRecord.v1, AlertRecord.v2",
    "AlertRecord.v2, AlertRecord.v3",
    "AlertRecord.v3, AlertRecord.v4",
    "GuestStateRecord.v2, GuestStateRecord.v3",
    "GuestStateRecord.v3, GuestStateRecord.v4",
    "HostEventRecord.v2, HostEventRecord.v3",
    "GuestEventRecord.v2, GuestEventRecord.v3",
    "ReactionRecord.v1, ReactionRecord.v2"
  })
  void fieldsOfAnOlderVersion_standFirst(String older, String newer) {
    assertStandFirst(SchemaHistory.schema(older), SchemaHistory.schema(newer));
  }

  private static void assertStandFirst(Schema older, Schema newer) {
    assertThat(newer.getType()).isEqualTo(older.getType());
    switch (older.getType()) {
      case RECORD -> {
        for (Schema.Field field : older.getFields()) {
          Schema.Field same = newer.getFields().get(field.pos());
          assertThat(same.name()).isEqualTo(field.name());
          assertStandFirst(field.schema(), same.schema());
        }
      }
      case ARRAY -> assertStandFirst(older.getElementType(), newer.getElementType());
      case UNION -> {
        List<Schema> types = older.getTypes();
        for (int i = 0; i < types.size(); i++) {
          assertStandFirst(types.get(i), newer.getTypes().get(i));
        }
      }
      case ENUM -> assertThat(newer.getEnumSymbols()).containsAll(older.getEnumSymbols());
      default -> {
        // A leaf has no fields.
      }
    }
  }

  @Test
  void release_isFoundByItsNumber() {
    assertThat(SchemaRelease.of(1)).isEqualTo(SchemaRelease.ONE);
    assertThat(SchemaRelease.of(SchemaRelease.NEWEST.number())).isEqualTo(SchemaRelease.NEWEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 6})
  void release_thatIsNone_isRefused(int number) {
    assertThatThrownBy(() -> SchemaRelease.of(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("release must be between 1 and 5: " + number);
  }

  private byte[] released(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/released/" + name + ".bin")) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
