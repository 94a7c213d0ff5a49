package io.lapse.schemas.topic;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.UntrustedAlarm;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * One value of each record, as it was when its version was released. Its bytes stand in {@code
 * released/vN}; never write them again for a released version. For a new version run {@link #main}
 * once, with the version and its folder.
 */
public final class Samples {
  private static final Stamp STAMP =
      new Stamp(new TaiInstant(1_795_383_005_926_264_000L), 100_000, 1_000, 5_000_000);
  private static final Envelope ENVELOPE =
      new Envelope("größe-🕰", "h1", STAMP, Source.QMP, new TaiInstant(1_795_383_006_000_000_000L));
  private static final EventId ID = new EventId("00112233445566778899aabbccddeeff");

  private Samples() {}

  /** A value with the serde of its topic, or store. */
  record Sample<V>(Serde<V> serde, V value) {
    byte[] bytes() {
      return serde.serializer().serialize("sample", value);
    }

    Object decode(byte[] bytes) {
      return serde.deserializer().deserialize("sample", bytes);
    }
  }

  static Map<String, Sample<?>> all() {
    Topics topics = Topics.standard();
    Map<String, Sample<?>> samples = new LinkedHashMap<>();
    samples.put("HostEventRecord", new Sample<>(topics.hostEvents().valueSerde(), restarted()));
    samples.put("GuestEventRecord", new Sample<>(topics.guestEvents().valueSerde(), inventory()));
    samples.put("ReactionRecord", new Sample<>(topics.guestReactions().valueSerde(), reacted()));
    samples.put("NoticeRecord", new Sample<>(topics.guestNotices().valueSerde(), notice()));
    samples.put("LedgerEntryRecord", new Sample<>(topics.ledger().valueSerde(), history()));
    samples.put("AlertRecord", new Sample<>(topics.alerts().valueSerde(), alert()));
    samples.put("GuestStateRecord", new Sample<>(Topics.guestStateSerde(), state()));
    samples.put(
        "PolicyRecord", new Sample<>(topics.policies().valueSerde(), PolicySamples.policy()));
    samples.putAll(FleetSamples.all());
    samples.put("HostKeysRecord", new Sample<>(topics.hostKeys().valueSerde(), KeySamples.keys()));
    return samples;
  }

  /**
   * What came with version 2: a migration's downtime, a kernel's wrong TAI offset; timers that are
   * counted; how far a guest ran on; outages without an inventory; the hosts of an alert.
   */
  static Map<String, Sample<?>> version2() {
    HostEvent moved =
        new HostEvent.Migration(
            ENVELOPE, MigrationStatus.COMPLETED, MigrationRole.SOURCE, "m-7", 58_000_000L);
    Map<String, Sample<?>> samples = new LinkedHashMap<>();
    samples.put(
        "HostEventRecord", new Sample<>(Topics.standard().hostEvents().valueSerde(), moved));
    samples.put(
        "LedgerEntryRecord", new Sample<>(Topics.standard().ledger().valueSerde(), unsupported()));
    samples.put(
        "GuestEventRecord", new Sample<>(Topics.standard().guestEvents().valueSerde(), counted()));
    samples.put(
        "NoticeRecord",
        new Sample<>(Topics.standard().guestNotices().valueSerde(), noticeThatRanOn()));
    samples.put(
        "GuestStateRecord", new Sample<>(Topics.guestStateSerde(), stateWithoutInventory()));
    samples.put(
        "AlertRecord",
        new Sample<>(
            Topics.standard().alerts().valueSerde(), alert().about("h0", "h1", -60_303_000L)));
    samples.put("ReactionRecord", OtherLogSamples.reaction());
    return samples;
  }

  /**
   * What came with version 3: the policies that judged a guest, the hosts of a NOTICE_IGNORED; live
   * alarms.
   */
  static Map<String, Sample<?>> version3() {
    return Map.of(
        "GuestStateRecord",
        new Sample<>(Topics.guestStateSerde(), PolicySamples.judgedState()),
        "AlertRecord",
        new Sample<>(Topics.standard().alerts().valueSerde(), alarm()),
        "HostEventRecord",
        OtherLogSamples.hostEvent(),
        "GuestEventRecord",
        OtherLogSamples.guestEvent());
  }

  /** What came with version 4: an event that nobody can trust; a log of another hypervisor. */
  static Map<String, Sample<?>> version4() {
    return Map.of(
        "AlertRecord",
        new Sample<>(Topics.standard().alerts().valueSerde(), untrusted()),
        "GuestStateRecord",
        OtherLogSamples.guestState());
  }

  /** The samples of a version. */
  static Map<String, Sample<?>> of(String version) {
    return switch (version) {
      case "v1" -> all();
      case "v2" -> version2();
      case "v3" -> version3();
      case "v4" -> version4();
      default -> throw new IllegalArgumentException("version must be v1 to v4: " + version);
    };
  }

  private static HostEvent restarted() {
    return new HostEvent.Restarted(
        ENVELOPE,
        RestartMode.INCOMING,
        "m-7",
        CounterWhilePaused.STOPS,
        -5L,
        List.of(1L, 2L),
        List.of(3L, Long.MAX_VALUE));
  }

  private static GuestEvent inventory() {
    ArmedTimer timer =
        new ArmedTimer(
            "os.1", TimerKind.POSIX, TimerClock.REALTIME, false, 22_207_203_943L, 10, true, false);
    return new GuestEvent.Inventory(ENVELOPE, 1_795_382_968L, 21_424L, 21_425L, 37, List.of(timer));
  }

  private static GuestEvent.Reacted reacted() {
    return new GuestEvent.Reacted(
        ENVELOPE, ReactionOrigin.EMULATED, 3, 60_303_000, true, true, 12L);
  }

  private static Notice notice() {
    return new Notice(
        "g",
        "g/o",
        3,
        STAMP.at(),
        60_303_000L,
        10_202_000L,
        0,
        0,
        64_177_000,
        2,
        InjectAs.SLEEP,
        5,
        null);
  }

  private static Notice noticeThatRanOn() {
    Notice notice = notice();
    return new Notice(
        notice.guest(),
        notice.outageId(),
        notice.noticeSequence(),
        notice.restartedAt(),
        notice.toutNanos(),
        notice.toutErrorNanos(),
        notice.compensatedNanos(),
        notice.sleptNanos(),
        notice.remainingNanos(),
        notice.reactionsSeen(),
        notice.injectAs(),
        notice.reactionDelayNanos(),
        new RanOn(STAMP.at(), 76_070_380, -1));
  }

  private static GuestEvent counted() {
    TimerHistogram histogram =
        new TimerHistogram(
            List.of(
                new TimerHistogram.Cell(TimerClock.REALTIME, true, 22_207_203_943L, 0, 12_000),
                new TimerHistogram.Cell(TimerClock.MONOTONIC, false, 0, 10_000_000, 7)));
    return new GuestEvent.Inventory(
        ENVELOPE, 1_795_382_968L, 21_424L, 21_425L, 37, List.of(), histogram);
  }

  static HistoryRecord history() {
    BaseExpiry base = new BaseExpiry(1, 2, 3, 4);
    Entry entry =
        new Entry(
            "g",
            "g/" + ID,
            2,
            Entry.EntryKind.ADJUSTMENT,
            OutageKind.MIGRATION,
            "h0",
            "h1",
            new TaiInstant(10),
            new TaiInstant(70),
            60L,
            7L,
            new Amounts(1, AmountBasis.CLAIMED, 2, AmountBasis.ASSUMED, 3, 4, 50),
            5L,
            Verdict.UNDECIDED,
            Cooperation.COOPERATIVE,
            List.of(Violation.OVERCOMPENSATED, Violation.MISSING_RESTART),
            new ExpiryEstimate(base, base, base, base, ExpiryEstimate.Basis.INVENTORY),
            "default@0",
            ReactionOrigin.REPORTED,
            List.of(ID),
            "g/before",
            List.of(new Posting(Account.INJECTED, 3), new Posting(Account.UNACCOUNTED, -3)));
    return new HistoryRecord("g", 9, HistoryRecord.Type.REVERSAL, 4L, entry);
  }

  private static HistoryRecord unsupported() {
    HistoryRecord known = history();
    Entry entry = known.entry();
    return new HistoryRecord(
        known.guest(),
        known.historyNumber(),
        known.type(),
        known.reverses(),
        new Entry(
            entry.guest(),
            entry.outageId(),
            entry.entryNumber(),
            entry.entryKind(),
            entry.kind(),
            entry.sourceHost(),
            entry.destinationHost(),
            entry.stoppedAt(),
            entry.restartedAt(),
            entry.toutNanos(),
            entry.toutErrorNanos(),
            entry.amounts(),
            entry.migrationSequence(),
            entry.verdict(),
            entry.cooperation(),
            entry.violations(),
            ExpiryEstimate.UNSUPPORTED_GUEST,
            entry.policy(),
            entry.reactionOrigin(),
            entry.eventIds(),
            entry.replaces(),
            entry.postings()));
  }

  private static Alert alert() {
    Violation violation = Violation.UNACCOUNTED_TIME;
    return new Alert(
        ID.hex(),
        "g",
        "g/o",
        violation,
        violation.severity(),
        violation.party(),
        Alert.State.RESOLVED,
        STAMP.at(),
        false,
        "default@0");
  }

  static Alert alarm() {
    Violation alarm = Violation.OPEN_OUTAGE;
    return Alert.opened(
            "g", "g/o", alarm, alarm.severity(), STAMP.at(), false, PolicySamples.policy().name())
        .about("h0", null, null);
  }

  static Alert untrusted() {
    return new UntrustedAlarm("g", "h1", "BAD_SIGNATURE").raised(STAMP.at());
  }

  /** A guest of which nothing is known, as it was when the bytes were stored. */
  static GuestState first(String guest) {
    return GuestState.restore(lookedAt256(GuestState.empty(guest).snapshot()), Rules.DEFAULT);
  }

  /** A tail was first looked at when it had 256 inputs then, and little was enough to seal. */
  static GuestState next(GuestState state, LedgerInput input, Rules rules) {
    GuestState next = state.on(input, rules).next();
    return next.snapshot().tail().size() == 256 ? next.sealed() : next;
  }

  private static GuestState.Snapshot lookedAt256(GuestState.Snapshot state) {
    return new GuestState.Snapshot(
        state.guest(),
        state.carry(),
        state.tail(),
        state.historyNumbers(),
        state.historyCount(),
        state.noticeSequence(),
        state.watermark(),
        256,
        state.judgedBy());
  }

  /** It keeps no longer when an input was observed. */
  private static GuestState.Snapshot state() {
    Envelope envelope =
        new Envelope(ENVELOPE.guest(), ENVELOPE.host(), STAMP, ENVELOPE.source(), null);
    GuestEvent.Inventory taken = (GuestEvent.Inventory) inventory();
    GuestState state = first(envelope.guest());
    for (LedgerInput input :
        List.of(
            new GuestEvent.Inventory(envelope, 1, 2, 3, 37, taken.timers()),
            new HostEvent.Stopped(envelope, StopReason.MIGRATE, "m-7"),
            new HostEvent.HostClock(envelope, 7, -5, 36))) {
      state = next(state, input, Rules.DEFAULT);
    }
    return state.snapshot();
  }

  /** Its outage owes, and is therefore kept. */
  private static GuestState.Snapshot stateWithoutInventory() {
    TaiInstant stopped = new TaiInstant(STAMP.at().nanos() - 60_303_000);
    Envelope source = new Envelope("g", "h0", Stamp.of(stopped, 100_000), Source.QMP, null);
    Envelope target = new Envelope("g", "h1", Stamp.of(STAMP.at(), 100_000), Source.QMP, null);
    TaiInstant later = new TaiInstant(STAMP.at().nanos() + 200_000_000_000_000L);
    GuestState state = first("g");
    for (LedgerInput input : sealing(source, target, later)) {
      state = next(state, input, Rules.DEFAULT);
    }
    return state.snapshot();
  }

  private static List<LedgerInput> sealing(Envelope source, Envelope target, TaiInstant later) {
    List<LedgerInput> inputs = new ArrayList<>();
    inputs.add(new HostEvent.Stopped(source, StopReason.MIGRATE, "m-7"));
    inputs.add(
        new HostEvent.Restarted(
            target,
            RestartMode.INCOMING,
            "m-7",
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of()));
    for (int i = 0; i < 260; i++) {
      Envelope at = new Envelope("g", "h1", Stamp.of(later.plus(i), 0), Source.QMP, null);
      inputs.add(new HostEvent.VcpuStarved(at, i));
    }
    return inputs;
  }

  /** Writes the bytes of the version that is named into the folder that is. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, Sample<?>> sample : of(args[0]).entrySet()) {
      Files.write(Path.of(args[1], sample.getKey() + ".bin"), sample.getValue().bytes());
    }
  }
}
