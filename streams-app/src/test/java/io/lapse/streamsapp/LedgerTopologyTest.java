package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.FoldCounts.Kind;
import io.lapse.streamsapp.account.FoldProcessor;
import io.lapse.streamsapp.account.Reason;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.query.LivePartitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the topology does with each kind of record, and what it looks like. */
class LedgerTopologyTest {
  private static final Topics TOPICS = Topics.standard();
  private static final long STOP = 1_800_000_000_000_000_000L;

  @TempDir private Path state;
  private final FoldCounts counts = new FoldCounts();
  private final RefusedOutputs refusedOutputs = new RefusedOutputs(TOPICS);
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
  }

  private static AppConfig config(Path state, String accept) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(LedgerKeys.REACTIONS_ACCEPT, accept);
    return new AppConfig(properties);
  }

  private void start(String accept) {
    AppConfig config = config(state, accept);
    Properties properties = config.streamsProperties();
    properties.put(FoldCounts.CONFIG, counts);
    driver =
        new TopologyTestDriver(
            new LedgerTopology(config, counts, refusedOutputs, new LivePartitions()).get(),
            properties);
  }

  private <V> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer());
  }

  private static Envelope envelope(String guest, String host, long nanos) {
    return new Envelope(
        guest, host, Stamp.of(new TaiInstant(STOP + nanos), 1_000), Source.QMP, null);
  }

  private static HostEvent stop(String guest) {
    return new HostEvent.Stopped(envelope(guest, "h0", 0), StopReason.UNKNOWN, null);
  }

  private static HostEvent restart(String guest, long nanos) {
    return new HostEvent.Restarted(
        envelope(guest, "h1", nanos),
        RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static GuestEvent.Reacted reaction(String guest, long injected) {
    return new GuestEvent.Reacted(
        envelope(guest, null, 60), ReactionOrigin.EMULATED, 1, injected, false, true, null);
  }

  private List<Entry> standing() {
    StandingLedger standing = new StandingLedger();
    for (HistoryRecord history : output(TOPICS.ledger()).readValuesToList()) {
      standing.add(history);
    }
    return standing.entries();
  }

  @ParameterizedTest(name = "fleet.enabled={0}, signatures={1}: {2}")
  @CsvSource({
    "false, off, /ledger-topology.txt",
    "true, off, /ledger-topology-fleet.txt",
    "false, accept, /ledger-topology-signatures.txt",
    "false, require, /ledger-topology-signatures.txt"
  })
  void description_matchesGolden(String fleet, String signatures, String file) throws IOException {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(LedgerKeys.FLEET_ENABLED, fleet);
    properties.put(LedgerKeys.SIGNATURES, signatures);
    try (InputStream golden = getClass().getResourceAsStream(file)) {
      String description =
          new LedgerTopology(new AppConfig(properties)).get().describe().toString();

      assertThat(golden).isNotNull();
      assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void outage_isPosted_andNoticed() {
    start("reported");
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());

    hostEvents.pipeInput("g", stop("g"));
    hostEvents.pipeInput("g", restart("g", 60));

    assertThat(standing()).extracting(Entry::toutNanos).containsExactly(60L);
    assertThat(output(TOPICS.guestNotices()).readValuesToList())
        .extracting(Notice::remainingNanos)
        .containsExactly(60L);
  }

  @Test
  void eventTwice_isBookedOnce() {
    start("reported");
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());

    hostEvents.pipeInput("g", stop("g"));
    hostEvents.pipeInput("g", stop("g"));

    assertThat(output(TOPICS.ledger()).readValuesToList()).hasSize(1);
    assertThat(output(TOPICS.quarantine()).isEmpty()).isTrue();
  }

  @Test
  void inputs_areCountedByWhatBecameOfThem_andWhatFollows() {
    start("reported");
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());

    hostEvents.pipeInput("g", stop("g"));
    hostEvents.pipeInput("g", stop("g"));
    hostEvents.pipeInput("g", restart("g", 60));
    hostEvents.pipeInput("another", stop("g"));
    input(TOPICS.guestReactions()).pipeInput("g", reaction("g", 60));
    input(TOPICS.guestEvents()).pipeInput("g", profile("g", 0, "6.1"));

    assertThat(counts.taken(Outcome.ACCEPTED)).isEqualTo(3);
    assertThat(counts.taken(Outcome.DUPLICATE)).isEqualTo(1);
    assertThat(counts.taken(Outcome.NOT_COUNTED)).isEqualTo(1);
    assertThat(counts.refusedFor(Reason.WRONG_KEY)).isEqualTo(1);
    assertThat(counts.published(Kind.HISTORY)).isEqualTo(recordsOn(TOPICS.ledger()));
    assertThat(counts.published(Kind.NOTICE)).isEqualTo(recordsOn(TOPICS.guestNotices()));
    assertThat(counts.published(Kind.ALERT)).isEqualTo(recordsOn(TOPICS.alerts()));
    assertThat(counts.published(Kind.PROFILE)).isEqualTo(recordsOn(TOPICS.guestProfiles()));
  }

  private long recordsOn(Topic<?> topic) {
    return output(topic).readValuesToList().size();
  }

  @Test
  void guests_haveBooksOfTheirOwn() {
    start("reported");
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());

    hostEvents.pipeInput("a", stop("a"));
    hostEvents.pipeInput("b", stop("b"));
    hostEvents.pipeInput("b", restart("b", 7));

    assertThat(standing())
        .extracting(Entry::guest, Entry::toutNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", null),
            org.assertj.core.groups.Tuple.tuple("b", 7L));
  }

  @Test
  void violation_isAlerted() {
    start("reported");

    input(TOPICS.hostEvents()).pipeInput("g", restart("g", 60));

    assertThat(output(TOPICS.alerts()).readValuesToList())
        .extracting(Alert::violation)
        .containsExactly(Violation.MISSING_STOP);
  }

  @Test
  void emulatedReaction_whereAccepted_isBooked() {
    start("reported,emulated");
    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    input(TOPICS.hostEvents()).pipeInput("g", restart("g", 60));

    input(TOPICS.guestReactions()).pipeInput("g", reaction("g", 60));

    assertThat(standing())
        .extracting(entry -> entry.amounts().unaccountedNanos())
        .containsExactly(60L, 0L);
  }

  @Test
  void emulatedReaction_whereNotAccepted_changesNothing() {
    start("reported");
    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    input(TOPICS.hostEvents()).pipeInput("g", restart("g", 60));

    input(TOPICS.guestReactions()).pipeInput("g", reaction("g", 60));

    assertThat(standing()).hasSize(1);
    assertThat(output(TOPICS.quarantine()).isEmpty()).isTrue();
  }

  @Test
  void profile_isKeptForQueries() {
    start("reported");
    GuestEvent.Profile profile =
        new GuestEvent.Profile(
            envelope("g", "h0", 0),
            "tsc",
            2_445_406L,
            "6.1",
            "linux",
            "default",
            CounterWhilePaused.STOPS,
            Map.of("zone", "z1"));

    input(TOPICS.guestEvents()).pipeInput("g", profile);

    assertThat(output(TOPICS.guestProfiles()).readValuesToList()).containsExactly(profile);
  }

  @Test
  void profile_thatComesLate_doesNotReplaceANewerOne() {
    start("reported");
    GuestEvent.Profile newer = profile("g", 1_000, "6.12");
    TestInputTopic<String, GuestEvent> guestEvents = input(TOPICS.guestEvents());

    guestEvents.pipeInput("g", newer);
    guestEvents.pipeInput("g", profile("g", 0, "6.1"));

    assertThat(output(TOPICS.guestProfiles()).readValuesToList()).containsExactly(newer);
  }

  private static GuestEvent.Profile profile(String guest, long nanos, String kernel) {
    return new GuestEvent.Profile(
        envelope(guest, "h0", nanos),
        "tsc",
        2_445_406L,
        kernel,
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        Map.of());
  }

  @Test
  void state_beyondItsLimit_isRefused_andOtherGuestsGoOn() {
    start("reported");
    int inventories = 0;
    while (output(TOPICS.quarantine()).isEmpty() && inventories < 50) {
      input(TOPICS.guestEvents()).pipeInput("chatty", inventory("chatty", inventories++));
    }
    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));

    assertThat(inventories).isBetween(2, 49);
    assertThat(headers(quarantined())).containsEntry("lapse.reason", "STATE_FULL");
    assertThat(standing()).extracting(Entry::guest).containsExactly("g");
  }

  /** 20 inventories are more than a state may hold; the six of a day are not. */
  @Test
  void state_fullOfWhatLiesBehindTheHorizon_takesMore() {
    start("reported");
    long fourHours = 4 * 3_600_000_000_000L;

    for (int i = 0; i < 20; i++) {
      input(TOPICS.guestEvents()).pipeInput("chatty", inventory("chatty", i * fourHours));
    }

    assertThat(output(TOPICS.quarantine()).isEmpty()).isTrue();
  }

  private static GuestEvent inventory(String guest, long nanos) {
    ArmedTimer timer =
        new ArmedTimer(
            "t".repeat(40), TimerKind.TIMERFD, TimerClock.TAI, true, STOP, 0, false, true);
    return new GuestEvent.Inventory(
        envelope(guest, "h0", nanos),
        STOP,
        STOP,
        STOP,
        37,
        Collections.nCopies(GuestEvent.Inventory.TIMERS_MAX, timer));
  }

  @Test
  void foldThatFails_setsTheRecordAside_andOtherGuestsGoOn() {
    start("reported");
    // A state that is not its guest's: what a bug of ours may leave behind.
    driver
        .<String, byte[]>getKeyValueStore(FoldProcessor.STORE)
        .put("g", Topics.guestStateBytes().write(GuestState.empty("another")));

    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    input(TOPICS.hostEvents()).pipeInput("h", stop("h"));

    assertThat(headers(quarantined())).containsEntry("lapse.reason", "PROCESSING");
    assertThat(counts.refusedFor(Reason.PROCESSING)).isEqualTo(1);
    assertThat(standing()).extracting(Entry::guest).containsExactly("h");
  }

  @Test
  void inputWhoseOutputWasRefused_isSetAside_andNothingOfItIsKept() {
    start("reported");
    refusedOutputs.tooLarge("g", TOPICS.ledger().name(), 100);

    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    input(TOPICS.hostEvents()).pipeInput("h", stop("h"));

    assertThat(headers(quarantined()))
        .containsEntry("lapse.reason", "OUTPUT_TOO_LARGE")
        .hasEntrySatisfying(
            "lapse.explanation",
            why ->
                assertThat(why)
                    .startsWith("expected what follows to fit into lapse.ledger: ")
                    .endsWith(" bytes, and 100 were refused"));
    assertThat(standing()).extracting(Entry::guest).containsExactly("h");
    assertThat(driver.getKeyValueStore(FoldProcessor.STORE).get("g")).isNull();
  }

  @Test
  void inputOfAGuestWithARefusedOutput_thatLeadsToSmallerOnes_isTaken() {
    start("reported");
    refusedOutputs.tooLarge("g", TOPICS.ledger().name(), 100_000);
    refusedOutputs.unencodable("g", TOPICS.alerts().name());

    input(TOPICS.hostEvents()).pipeInput("g", restart("g", 60));

    assertThat(standing()).extracting(Entry::guest).containsExactly("g");
  }

  @Test
  void openOutage_isCounted_andItsAlarmToo() {
    start("reported");

    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    driver.advanceWallClockTime(Duration.ofDays(400));

    assertThat(counts.standing(FoldCounts.Standing.OPEN_OUTAGE)).isEqualTo(1);
    assertThat(counts.standing(FoldCounts.Standing.RAISED_ALARM)).isEqualTo(1);
    assertThat(counts.published(Kind.ALARM)).isEqualTo(1);
    assertThat(output(TOPICS.alerts()).readValuesToList())
        .extracting(Alert::violation)
        .containsExactly(Violation.OPEN_OUTAGE);
  }

  /** No input led to it that could be set aside instead. */
  @Test
  void alarmThatIsTooLarge_isNotPublished_andStopsNobody() {
    start("reported");
    refusedOutputs.tooLarge("g", TOPICS.alerts().name(), 100);

    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));
    input(TOPICS.hostEvents()).pipeInput("h", stop("h"));
    driver.advanceWallClockTime(Duration.ofDays(400));

    assertThat(output(TOPICS.alerts()).readValuesToList())
        .extracting(Alert::guest)
        .containsExactly("h");
  }

  @Test
  void refusedOutputs_ofTooManyGuests_areTheTopicsFault() {
    for (int guest = 0; guest < 1_000; guest++) {
      assertThat(refusedOutputs.tooLarge("g" + guest, "lapse.ledger", 100)).isTrue();
    }

    assertThat(refusedOutputs.tooLarge("one more", "lapse.ledger", 100)).isFalse();
    assertThat(refusedOutputs.tooLarge("g7", "lapse.alerts", 100)).isTrue();
  }

  @Test
  void quarantine_keepsTheHeadersThatARecordCameWith() {
    start("reported");
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());
    RecordHeaders came = new RecordHeaders();
    came.add("trace", new byte[] {1}).add("lapse.reason", new byte[] {2});

    hostEvents.pipeInput(new TestRecord<>("another", stop("g"), came));

    TestRecord<String, byte[]> refused = quarantined();
    assertThat(refused.headers().lastHeader("trace").value()).containsExactly(1);
    assertThat(headers(refused)).containsEntry("lapse.reason", "WRONG_KEY");
  }

  @Test
  void explanation_ofAHugeKey_isShort() {
    start("reported");

    input(TOPICS.hostEvents()).pipeInput("k".repeat(1_000_000), stop("g"));

    assertThat(headers(quarantined()).get("lapse.explanation")).hasSize(1_000);
  }

  @Test
  void wrongKey_goesToQuarantine_asItCame() {
    start("reported");
    HostEvent stop = stop("g");

    input(TOPICS.hostEvents()).pipeInput("another", stop);

    TestRecord<String, byte[]> refused = quarantined();
    assertThat(refused.key()).isEqualTo("another");
    assertThat(refused.value())
        .isEqualTo(TOPICS.hostEvents().valueSerde().serializer().serialize("t", stop));
    assertThat(headers(refused))
        .containsEntry("lapse.reason", "WRONG_KEY")
        .containsEntry("lapse.explanation", "expected the guest as key: another for g")
        .containsEntry("lapse.topic", "lapse.host-events")
        .containsEntry("lapse.partition", "0")
        .containsEntry("lapse.offset", "0");
  }

  @Test
  void stampThatCannotBeTrue_goesToQuarantine_andTheNextEventIsTaken() {
    start("reported");
    HostEvent bad =
        new HostEvent.Stopped(
            new Envelope("g", "h0", Stamp.of(new TaiInstant(Long.MAX_VALUE), 0), Source.QMP, null),
            StopReason.UNKNOWN,
            null);

    input(TOPICS.hostEvents()).pipeInput("g", bad);
    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));

    assertThat(headers(quarantined())).containsEntry("lapse.reason", "IMPLAUSIBLE_STAMP");
    assertThat(standing()).hasSize(1);
  }

  @Test
  void recordThatClaimsMoreThanItHolds_stopsNothing() {
    start("reported");
    byte[] whole =
        TOPICS.guestEvents().valueSerde().serializer().serialize("t", emptyInventory("g"));
    // The last bytes: no timers, and no histogram. In their place a list of 2^40.
    byte[] bomb = Arrays.copyOf(whole, whole.length - 2 + 6);
    for (int at = whole.length - 2; at < bomb.length - 1; at++) {
      bomb[at] = (byte) 0x80;
    }
    bomb[bomb.length - 1] = 0x40;

    driver
        .createInputTopic(
            TOPICS.guestEvents().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput("g", bomb);
    input(TOPICS.hostEvents()).pipeInput("g", stop("g"));

    // The driver drops what its handlers set aside; Scenario003LargeRecordsIT finds it there.
    assertThat(standing()).hasSize(1);
  }

  private static GuestEvent emptyInventory(String guest) {
    Envelope envelope =
        new Envelope(guest, null, Stamp.of(new TaiInstant(STOP), 0), Source.JSONL, null);
    return new GuestEvent.Inventory(envelope, STOP, STOP, STOP, 37, List.of());
  }

  private TestRecord<String, byte[]> quarantined() {
    List<TestRecord<String, byte[]>> refused =
        driver
            .createOutputTopic(
                TOPICS.quarantine().name(), new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    assertThat(refused).hasSize(1);
    return refused.get(0);
  }

  private static Map<String, String> headers(TestRecord<?, ?> stored) {
    return StreamSupport.stream(stored.headers().spliterator(), false)
        .collect(
            Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }
}
