package io.lapse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;

/** The identity of an event; the vector stands in docs/reference/event-id.md. */
class EventIdTest {
  private static final Stamp STAMP =
      new Stamp(new TaiInstant(1_795_383_005_865_961_000L), 100_000, 1_000, 5_000_000);

  private static HostEvent.Stopped stopped(String guest, TaiInstant observed) {
    return new HostEvent.Stopped(
        new Envelope(guest, "h0", STAMP, Source.QMP, observed), StopReason.MIGRATE, null);
  }

  @Test
  void id_ofTheVector() {
    HostEvent.Stopped event = stopped("c-live6", null);
    CanonicalForm form = new CanonicalForm();

    event.envelope().describe(form);
    event.describe(form);

    assertThat(form)
        .hasToString(
            """
            lapse-event-v1
            guest:7:c-live6
            host:2:h0
            tai_ns:19:1795383005865961000
            clock_error_ns:6:100000
            resolution_ns:4:1000
            latency_ns:7:5000000
            source:3:QMP
            kind:7:stopped
            reason:7:MIGRATE
            migration_id!
            """);
    // Re-derive: printf '...the lines above...' | sha256sum | cut -c1-32
    assertThat(event.id()).hasToString("0a444b9ec7179bd9e76d405b61b4a404");
  }

  /** Fields that came later: events that do not state them keep the id that they had. */
  @Test
  void fieldThatCameLater_standsInTheForm_onlyWhereItIsStated() {
    Envelope envelope = new Envelope("g", "h0", STAMP, Source.JSONL, null);

    assertThat(form(migration(envelope, null))).endsWith("role:6:SOURCE\nmigration_id!\n");
    assertThat(form(migration(envelope, 58_000_000L)))
        .endsWith("role:6:SOURCE\nmigration_id!\ndowntime_ns:8:58000000\n");
    assertThat(form(new HostEvent.HostClock(envelope, 5, -7, null)))
        .endsWith("kind:10:host_clock\nerror_ns:1:5\nstepped_ns:2:-7\n");
    assertThat(form(new HostEvent.HostClock(envelope, 5, -7, 0)))
        .endsWith("error_ns:1:5\nstepped_ns:2:-7\nwrong_tai_offset_s:1:0\n");
  }

  private static HostEvent migration(Envelope envelope, Long downtimeNanos) {
    return new HostEvent.Migration(
        envelope, MigrationStatus.COMPLETED, MigrationRole.SOURCE, null, downtimeNanos);
  }

  private static String form(HostEvent event) {
    CanonicalForm form = new CanonicalForm();
    event.describe(form);
    return form.toString();
  }

  @Test
  void downtime_isNotNegative() {
    Envelope envelope = new Envelope("g", "h0", STAMP, Source.JSONL, null);

    assertThatThrownBy(() -> migration(envelope, -1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("downtimeNanos must not be negative: -1");
  }

  @Test
  void id_knowsNoTimeOfReading() {
    assertThat(stopped("g", new TaiInstant(5)).id()).isEqualTo(stopped("g", null).id());
  }

  @Test
  void id_differsBetweenNullAndEmpty() {
    CanonicalForm absent = new CanonicalForm();
    CanonicalForm empty = new CanonicalForm();

    absent.text("migration_id", null);
    empty.text("migration_id", "");

    assertThat(absent.id()).isNotEqualTo(empty.id());
  }

  @Test
  void id_ofAValueThatImitatesAField_differs() {
    CanonicalForm one = new CanonicalForm();
    CanonicalForm two = new CanonicalForm();

    one.text("a", "x\nb:1:y");
    two.text("a", "x");
    two.text("b", "y");

    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  void length_countsUtf8Bytes() {
    CanonicalForm form = new CanonicalForm();

    form.text("guest", "größe-🕰");

    assertThat(form.toString()).endsWith("guest:12:größe-🕰\n");
  }

  @Test
  void hex_ofAnotherForm_isRefused() {
    assertThatThrownBy(() -> new EventId("ABC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hex must be 32 lower-case hex digits: ABC");
  }
}
