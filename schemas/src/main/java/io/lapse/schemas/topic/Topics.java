package io.lapse.schemas.topic;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.codec.AlertCodec;
import io.lapse.schemas.codec.FleetClockCodec;
import io.lapse.schemas.codec.FleetDeltaCodec;
import io.lapse.schemas.codec.FleetGuestCodec;
import io.lapse.schemas.codec.FleetStatsCodec;
import io.lapse.schemas.codec.GuestEventCodec;
import io.lapse.schemas.codec.HostEventCodec;
import io.lapse.schemas.codec.HostKeysCodec;
import io.lapse.schemas.codec.LedgerEntryCodec;
import io.lapse.schemas.codec.NoticeCodec;
import io.lapse.schemas.codec.PolicyCodec;
import io.lapse.schemas.codec.ProfileCodec;
import io.lapse.schemas.codec.ReactionCodec;
import io.lapse.schemas.codec.RecordCodec;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.state.GuestStateBytes;
import io.lapse.schemas.state.GuestStateCodec;
import io.lapse.schemas.topic.Topic.Cleanup;
import io.lapse.schemas.topic.Topic.Key;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The topics of one ledger. A replay has topics of its own, under another prefix.
 *
 * <p>All are keyed by guest, but for the policies and the hosts' keys.
 */
public final class Topics {
  private static final String STANDARD_PREFIX = "lapse.";

  private static final byte[] GUEST_STATE_HEADER =
      SingleObjectEncoder.header(new GuestStateCodec().schema());

  private final Topic<HostEvent> hostEvents;
  private final Topic<GuestEvent> guestEvents;
  private final Topic<HistoryRecord> ledger;
  private final Topic<Notice> guestNotices;
  private final Topic<GuestEvent.Reacted> guestReactions;
  private final Topic<GuestEvent.Profile> guestProfiles;
  private final Topic<Alert> alerts;
  private final Topic<byte[]> quarantine;
  private final Topic<Policy> policies;
  private final Topic<HostKeys> hostKeys;
  private final SchemaRelease release;

  private Topics(String prefix, SchemaRelease release) {
    this.release = release;
    hostEvents =
        bounded(prefix + "host-events", new HostEventCodec(), Cleanup.DELETE, RecordLimits.INPUT);
    guestEvents =
        bounded(prefix + "guest-events", new GuestEventCodec(), Cleanup.DELETE, RecordLimits.INPUT);
    ledger = topic(prefix + "ledger", new LedgerEntryCodec(), Cleanup.DELETE);
    guestNotices =
        bounded(prefix + "guest-notices", new NoticeCodec(), Cleanup.COMPACT, RecordLimits.OUTPUT);
    guestReactions =
        bounded(
            prefix + "guest-reactions", new ReactionCodec(), Cleanup.DELETE, RecordLimits.INPUT);
    guestProfiles =
        bounded(
            prefix + "guest-profiles", new ProfileCodec(), Cleanup.COMPACT, RecordLimits.OUTPUT);
    alerts = topic(prefix + "alerts", new AlertCodec(), Cleanup.DELETE);
    quarantine =
        new Topic<>(
            prefix + "quarantine", Serdes.String(), Serdes.ByteArray(), Cleanup.DELETE, Key.GUEST);
    policies =
        new Topic<>(
            prefix + "policies",
            Serdes.String(),
            AvroSerde.of(new PolicyCodec(), release, RecordLimits.INPUT),
            Cleanup.COMPACT,
            Key.POLICY);
    hostKeys =
        new Topic<>(
            prefix + "host-keys",
            Serdes.String(),
            AvroSerde.of(new HostKeysCodec(), release),
            Cleanup.COMPACT,
            Key.HOST);
  }

  /** The topics under {@code lapse.}. */
  public static Topics standard() {
    return named(STANDARD_PREFIX);
  }

  /** The topics under another prefix, such as {@code replay-7.}. */
  public static Topics named(String prefix) {
    return new Topics(prefix, SchemaRelease.NEWEST);
  }

  /** The same topics; what is written to them is what an older release writes. */
  public static Topics named(String prefix, SchemaRelease release) {
    return new Topics(prefix, release);
  }

  private <V> Topic<V> topic(String name, RecordCodec<V, ?> codec, Cleanup cleanup) {
    return topic(name, AvroSerde.of(codec, release), cleanup);
  }

  private <V> Topic<V> bounded(
      String name, RecordCodec<V, ?> codec, Cleanup cleanup, RecordLimits limits) {
    return topic(name, AvroSerde.of(codec, release, limits), cleanup);
  }

  private static <V> Topic<V> topic(String name, Serde<V> values, Cleanup cleanup) {
    return new Topic<>(name, Serdes.String(), values, cleanup, Key.GUEST);
  }

  /** Input: what hosts say. */
  public Topic<HostEvent> hostEvents() {
    return hostEvents;
  }

  /** Input: what guests say about themselves. */
  public Topic<GuestEvent> guestEvents() {
    return guestEvents;
  }

  /** Output: the history. */
  public Topic<HistoryRecord> ledger() {
    return ledger;
  }

  /** Output: the latest notice of each guest. */
  public Topic<Notice> guestNotices() {
    return guestNotices;
  }

  /** Input: what emulated guests did with their notices. */
  public Topic<GuestEvent.Reacted> guestReactions() {
    return guestReactions;
  }

  /** Output: the latest profile of each guest, for queries only. */
  public Topic<GuestEvent.Profile> guestProfiles() {
    return guestProfiles;
  }

  /** Output: violations and live alarms, opened and resolved. */
  public Topic<Alert> alerts() {
    return alerts;
  }

  /** Output: what could not be taken, as raw bytes; why, in headers. */
  public Topic<byte[]> quarantine() {
    return quarantine;
  }

  /** Input: policies, by {@code class@version}. */
  public Topic<Policy> policies() {
    return policies;
  }

  /** Input: the public keys of the hosts that sign their events, by host. */
  public Topic<HostKeys> hostKeys() {
    return hostKeys;
  }

  /** Which versions of the records are written. */
  public SchemaRelease release() {
    return release;
  }

  /** The value of the application's store: what it keeps of a guest. */
  public static Serde<GuestState.Snapshot> guestStateSerde() {
    return guestStateSerde(SchemaRelease.NEWEST);
  }

  /** The same, written as an older release writes it. */
  public static Serde<GuestState.Snapshot> guestStateSerde(SchemaRelease release) {
    return AvroSerde.of(new GuestStateCodec(), release);
  }

  /** Writes the states of one guest, which {@link #guestStateSerde} reads. */
  public static GuestStateBytes guestStateBytes() {
    return new GuestStateBytes(GUEST_STATE_HEADER);
  }

  /** What the ledger reads: only to these may a quarantined record go back. */
  public List<Topic<?>> inputs() {
    return List.of(hostEvents, guestEvents, guestReactions);
  }

  /** Those that need equally many partitions: one task sees all that is said about a guest. */
  public List<Topic<?>> keyedByGuest() {
    return all().stream().filter(topic -> topic.key() == Topic.Key.GUEST).toList();
  }

  /** What the fleet sub-topology is told: a host's changes. */
  public static Serde<List<FleetDelta>> fleetDeltasSerde() {
    return AvroSerde.of(new FleetDeltaCodec(), SchemaRelease.NEWEST);
  }

  /** The value of a store: statistics of a fleet. */
  public static Serde<FleetStats> fleetStatsSerde() {
    return AvroSerde.of(new FleetStatsCodec(), SchemaRelease.NEWEST);
  }

  /** The value of a store: what was counted of a guest. */
  public static Serde<FleetGuest> fleetGuestSerde() {
    return AvroSerde.of(new FleetGuestCodec(), SchemaRelease.NEWEST);
  }

  /** The value of a store: the event time that statistics have come to. */
  public static Serde<FleetClock> fleetClockSerde() {
    return AvroSerde.of(new FleetClockCodec(), SchemaRelease.NEWEST);
  }

  public List<Topic<?>> all() {
    return List.of(
        hostEvents,
        guestEvents,
        ledger,
        guestNotices,
        guestReactions,
        guestProfiles,
        alerts,
        quarantine,
        policies,
        hostKeys);
  }
}
