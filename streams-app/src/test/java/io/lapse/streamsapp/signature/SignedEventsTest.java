package io.lapse.streamsapp.signature;

import static io.lapse.streamsapp.DrivenLedger.EPOCH;
import static io.lapse.streamsapp.DrivenLedger.move;
import static io.lapse.streamsapp.signature.SigningHost.bytes;
import static io.lapse.streamsapp.signature.SigningHost.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.DrivenLedger;
import io.lapse.streamsapp.LedgerKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host says is in the books; what somebody says in its name is not. */
class SignedEventsTest {
  private static final SigningHost H0 = new SigningHost("h0");
  private static final SigningHost H1 = new SigningHost("h1");
  private static final HostEvent STOP = move("g", 0, 60_000_000_000L).get(0);
  private static final HostEvent RESTART = move("g", 0, 60_000_000_000L).get(1);

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path state;

  private DrivenLedger start(String mode) {
    return DrivenLedger.start(state, LedgerKeys.SIGNATURES, mode);
  }

  private DrivenLedger startWithKeys(String mode) {
    return start(mode).takes(H0.keys()).takes(H1.keys());
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "accept", "require"})
  void signedEvents_giveTheLedgerOfTheUnsigned(String mode) {
    List<Entry> plain;
    try (DrivenLedger ledger = DrivenLedger.start(state.resolve("plain"))) {
      plain = ledger.takes(List.of(STOP, RESTART)).standing();
    }
    try (DrivenLedger ledger = mode.equals("off") ? start(mode) : startWithKeys(mode)) {
      ledger.takes(H0.signs(STOP)).takes(H1.signs(RESTART));

      assertThat(ledger.standing()).isEqualTo(plain).isNotEmpty();
      assertThat(ledger.quarantined()).isEmpty();
      assertThat(ledger.alerts()).noneMatch(alert -> alert.violation().isAlarm());
    }
  }

  private record Attack(String reason, String explanation, TestRecord<String, byte[]> record) {}

  /** Each in the name of h0, about the guest g. Keys: h0 and h1 have theirs. */
  static Stream<Arguments> attacks() {
    byte[] stop = bytes(STOP);
    HostEvent ofAnother = move("other", 0, 60_000_000_000L).get(0);
    TestRecord<String, byte[]> altered = H0.signs(STOP);
    altered = new TestRecord<>("g", bytes(move("g", 1, 2).get(0)), altered.headers());
    TestRecord<String, byte[]> moved = H0.signs(ofAnother);
    moved = new TestRecord<>("g", moved.value(), moved.headers());
    return Stream.of(
            new Attack("UNSIGNED", "expected a signature of h0", unsigned(STOP)),
            new Attack(
                "UNKNOWN_KEY",
                "expected a key of h0 that is known: nobody's",
                H0.signs("g", stop, "nobody's")),
            new Attack(
                "BAD_SIGNATURE",
                "expected a signature over this key and value by h0's key " + H0.key().id(),
                H1.signs("g", stop, H0.key().id())),
            new Attack(
                "BAD_SIGNATURE",
                "expected a signature of h0, over this key and value, by its own key",
                H0.signs("g", stop, H1.key().id())),
            new Attack("BAD_SIGNATURE", "expected a signature over this key and value", altered),
            new Attack("BAD_SIGNATURE", "expected a signature over this key and value", moved),
            new Attack(
                "BAD_SIGNATURE", "expected one header lapse-signature, with a value", doubled()),
            new Attack(
                "BAD_SIGNATURE", "expected one header lapse-key-id", without("lapse-key-id")),
            new Attack(
                "BAD_SIGNATURE", "expected one header lapse-signature", without("lapse-signature")),
            new Attack(
                "WRONG_HOST",
                "expected a key of h0: another host signed this",
                H1.signs("g", stop, H1.key().id())))
        .flatMap(attack -> Stream.of("accept", "require").map(mode -> Arguments.of(mode, attack)));
  }

  private static TestRecord<String, byte[]> doubled() {
    TestRecord<String, byte[]> record = H0.signs(STOP);
    record.headers().add(record.headers().lastHeader(SignatureHeaders.SIGNATURE));
    return record;
  }

  private static TestRecord<String, byte[]> without(String header) {
    TestRecord<String, byte[]> record = H0.signs(STOP);
    record.headers().remove(header);
    return record;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("attacks")
  void whatTheHostDidNotSay_goesToQuarantine_andRaisesAnAlarm(String mode, Attack attack) {
    try (DrivenLedger ledger = startWithKeys(mode)) {
      ledger.takes(attack.record());

      assertRefused(ledger, attack.reason(), attack.explanation(), attack.record());
      assertThat(ledger.standing()).isEmpty();
    }
  }

  private static void assertRefused(
      DrivenLedger ledger, String reason, String explanation, TestRecord<String, byte[]> record) {
    List<TestRecord<String, byte[]>> quarantined = ledger.quarantined();
    assertThat(quarantined).hasSize(1);
    TestRecord<String, byte[]> refused = quarantined.get(0);
    assertThat(text(refused.headers(), "lapse.reason")).isEqualTo(reason);
    assertThat(text(refused.headers(), "lapse.explanation")).startsWith(explanation);
    assertThat(text(refused.headers(), "lapse.topic")).isEqualTo("lapse.host-events");
    assertThat(refused.key()).isEqualTo(record.key());
    assertThat(refused.value()).isEqualTo(record.value());
    assertThat(refused.headers()).containsAll(record.headers());
    assertThat(ledger.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.violation()).isEqualTo(Violation.UNTRUSTED_EVENT);
              assertThat(alert.state()).isEqualTo(Alert.State.OPENED);
              assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(alert.party()).isEqualTo(Party.OPERATOR);
              assertThat(alert.runbook()).isEqualTo("untrusted-event");
              assertThat(alert.sourceHost()).isEqualTo("h0");
              assertThat(alert.outageId()).endsWith("/" + reason);
            });
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static HostKeys with(HostKey key) {
    return new HostKeys("h0", List.of(key));
  }

  private static TaiInstant at(long nanos) {
    return new TaiInstant(EPOCH + nanos);
  }

  /** STOP has the stamp 0. */
  static Stream<Arguments> keysThatDoNotHold() {
    HostKey key = H0.key();
    return Stream.of(
        Arguments.of("KEY_NOT_VALID", HostKey.of(key.publicKey(), at(1))),
        Arguments.of("KEY_NOT_VALID", key.until(at(0))),
        Arguments.of("KEY_REVOKED", key.revoked(at(0))),
        Arguments.of("KEY_REVOKED", key.revoked(new TaiInstant(0))));
  }

  @ParameterizedTest
  @MethodSource("keysThatDoNotHold")
  void keyThatDoesNotHoldAtTheStamp_isRefused(String reason, HostKey key) {
    try (DrivenLedger ledger = start("require").takes(with(key))) {
      TestRecord<String, byte[]> record = H0.signs(STOP);

      ledger.takes(record);

      assertRefused(ledger, reason, "expected ", record);
    }
  }

  static Stream<HostKey> keysThatHold() {
    HostKey key = H0.key();
    return Stream.of(HostKey.of(key.publicKey(), at(0)), key.until(at(1)), key.revoked(at(1)));
  }

  @ParameterizedTest
  @MethodSource("keysThatHold")
  void keyThatHoldsAtTheStamp_isTaken(HostKey key) {
    try (DrivenLedger ledger = start("require").takes(with(key))) {
      ledger.takes(H0.signs(STOP));

      assertThat(ledger.quarantined()).isEmpty();
      assertThat(ledger.standing()).hasSize(1);
    }
  }

  @Test
  void hostWithoutKeys_isTakenWhereSignaturesAreAccepted_andNotWhereTheyAreRequired() {
    try (DrivenLedger ledger = start("accept").takes(unsigned(STOP))) {
      assertThat(ledger.standing()).hasSize(1);
    }
    try (DrivenLedger ledger = start("require").takes(unsigned(STOP))) {
      assertThat(ledger.standing()).isEmpty();
      assertThat(ledger.alerts()).extracting(Alert::sourceHost).containsExactly((String) null);
    }
  }

  @Test
  void keysThatCannotBeRead_areNone_andTheHostStillSigns() {
    try (DrivenLedger ledger = startWithKeys("accept")) {
      ledger.takesKeys("h0", new byte[] {1, 2}).takes(H0.signs(STOP)).takes(unsigned(STOP));

      assertThat(reasons(ledger)).containsExactly("UNKNOWN_KEY", "UNSIGNED");
    }
  }

  @Test
  void keysUnderAnotherHostsName_areNone() {
    try (DrivenLedger ledger = start("accept")) {
      byte[] ofH1 =
          Topics.standard().hostKeys().valueSerde().serializer().serialize("t", H1.keys());

      ledger.takesKeys("h0", ofH1).takes(H1.signs("g", bytes(STOP), H1.key().id()));

      assertThat(reasons(ledger)).containsExactly("UNKNOWN_KEY");
    }
  }

  @Test
  void keysTakenAway_leaveAHostThatDoesNotSign() {
    try (DrivenLedger ledger = startWithKeys("accept").takesKeys("h0", null)) {
      ledger.takes(H0.signs(STOP)).takes(unsigned(STOP));

      assertThat(reasons(ledger)).containsExactly("UNKNOWN_KEY");
      assertThat(ledger.standing()).hasSize(1);
    }
  }

  private static List<String> reasons(DrivenLedger ledger) {
    return ledger.quarantined().stream()
        .map(refused -> text(refused.headers(), "lapse.reason"))
        .toList();
  }

  @Test
  void copyOfASignedRecord_isReplayed_andOneSignedAnew_isADuplicate() {
    try (DrivenLedger ledger = startWithKeys("require")) {
      TestRecord<String, byte[]> first = H0.signs(STOP);

      ledger.takes(first).takes(H0.signs(STOP));
      assertThat(ledger.quarantined()).isEmpty();
      ledger.takes(first);

      assertRefused(ledger, "REPLAYED", "expected a new signature", first);
      assertThat(ledger.standing()).hasSize(1);
    }
  }

  @Test
  void copyOfASignedRecord_isReplayed_whereStatesAreInFilesToo() {
    try (DrivenLedger ledger =
        DrivenLedger.start(
            state, LedgerKeys.SIGNATURES, "require", LedgerKeys.STATE_STORE, "rocksdb")) {
      TestRecord<String, byte[]> first = H0.signs(STOP);

      ledger.takes(H0.keys()).takes(first).takes(first);

      assertThat(reasons(ledger)).containsExactly("REPLAYED");
    }
  }

  /** What was not taken may come again, when the reason is gone. */
  @Test
  void eventOfAnUnknownKey_isTakenOnceItsKeyIsThere() {
    try (DrivenLedger ledger = start("require")) {
      ledger.takes(H0.signs(STOP));
      TestRecord<String, byte[]> refused = ledger.quarantined().get(0);
      Headers again = new RecordHeaders(refused.headers());
      again.add("lapse.requeued", "1".getBytes(StandardCharsets.UTF_8));

      ledger.takes(H0.keys()).takes(new TestRecord<>(refused.key(), refused.value(), again));

      assertThat(ledger.quarantined()).isEmpty();
      assertThat(ledger.standing()).hasSize(1);
    }
  }

  /** A signature of what the books refuse is not noted: the record comes back as it is. */
  @Test
  void eventThatTheBooksRefuse_isRefusedForTheSameReasonAgain() {
    HostEvent impossible = move("g", -EPOCH, 0).get(0);
    try (DrivenLedger ledger = startWithKeys("require")) {
      TestRecord<String, byte[]> record = H0.signs(impossible);

      ledger.takes(record).takes(record);

      assertThat(reasons(ledger)).containsExactly("IMPLAUSIBLE_STAMP", "IMPLAUSIBLE_STAMP");
      assertThat(ledger.changelog("seen-signatures")).isEmpty();
    }
  }

  /** A guest that moves every hour: what is sealed is forgotten, and its copies are late. */
  @Test
  void signaturesOfWhatIsSealed_areForgotten() {
    try (DrivenLedger ledger = startWithKeys("require")) {
      TestRecord<String, byte[]> first = H0.signs(STOP);
      ledger.takes(first).takes(H1.signs(RESTART));
      for (int hour = 1; hour <= 24 * 30; hour++) {
        long stopNanos = HOUR.multipliedBy(hour).toNanos();
        List<HostEvent> moved = move("g", stopNanos, stopNanos + 1_000_000);
        ledger.takes(H0.signs(moved.get(0))).takes(H1.signs(moved.get(1)));
      }

      assertThat(ledger.quarantined()).isEmpty();
      List<byte[]> kept = ledger.changelog("seen-signatures");
      assertThat(kept).hasSize(2 * (24 * 30 + 1));
      assertThat(kept).allMatch(value -> value.length <= 1 + 16 * 4 * 50);
      ledger.takes(first);
      assertThat(reasons(ledger)).containsExactly("LATE");
    }
  }

  /** As after a restart: the changelog is all that is left. */
  @Test
  void copyAfterARestart_isReplayedStill() {
    TestRecord<String, byte[]> first = H0.signs(STOP);
    byte[] seen;
    byte[] books;
    try (DrivenLedger ledger = startWithKeys("require").takes(first)) {
      seen = last(ledger.changelog("seen-signatures"));
      books = last(ledger.changelog("guest-state"));
    }
    try (DrivenLedger ledger = DrivenLedger.start(state.resolve("b"), "signatures", "require")) {
      ledger.restores("seen-signatures", "g", seen);
      ledger.restores("guest-state", "g", books);

      ledger.takes(H0.keys()).takes(first);

      assertThat(reasons(ledger)).containsExactly("REPLAYED");
    }
  }

  @Test
  void signaturesOfANewerVersion_stopTheLedger_andAreNotForgotten() {
    try (DrivenLedger ledger = startWithKeys("require")) {
      ledger.restores("seen-signatures", "g", new byte[] {2, 0});

      assertThatThrownBy(() -> ledger.takes(H0.signs(STOP)))
          .rootCause()
          .hasMessage("expected version 1 of seen-signatures");
      assertThat(ledger.<byte[]>store("seen-signatures").get("g")).containsExactly(2, 0);
    }
  }

  private static byte[] last(List<byte[]> values) {
    return values.get(values.size() - 1);
  }

  @Test
  void unsignedLedger_keepsNoSignatures_andReadsNoKeys() {
    try (DrivenLedger ledger = start("off").takes(H1.signs("g", bytes(STOP), "x"))) {
      assertThat(ledger.standing()).hasSize(1);
      assertThat(ledger.<Object>store("seen-signatures")).isNull();
    }
  }

  @Test
  void manyForgedEvents_raiseOneAlarm_whichEndsWhenNoMoreComeForAnHour() {
    try (DrivenLedger ledger = startWithKeys("accept")) {
      for (int minute = 0; minute < 90; minute++) {
        ledger.takes(unsigned(STOP)).takes(H1.signs(STOP)).waits(60_000);
      }
      List<Alert> opened = ledger.alerts();
      assertThat(opened).extracting(Alert::outageId).containsExactly("g/UNSIGNED", "g/WRONG_HOST");
      assertThat(opened).extracting(Alert::alertId).doesNotHaveDuplicates();

      ledger.waits(HOUR.toMillis() - 61_000);
      assertThat(ledger.alerts()).isEmpty();
      ledger.waits(2_000);

      assertThat(ledger.alerts())
          .allMatch(alert -> alert.state() == Alert.State.RESOLVED)
          .extracting(Alert::alertId)
          .containsExactlyInAnyOrderElementsOf(opened.stream().map(Alert::alertId).toList());
      assertThat(ledger.takes(unsigned(STOP)).alerts())
          .extracting(Alert::state)
          .containsExactly(Alert.State.OPENED);
    }
  }

  /** Names can be made up without end; those of hosts without keys share an alarm. */
  @Test
  void madeUpHosts_shareOneAlarm() {
    try (DrivenLedger ledger = start("require")) {
      ledger.takes(unsigned(STOP)).takes(unsigned(RESTART));

      assertThat(ledger.quarantined()).hasSize(2);
      assertThat(ledger.alerts()).hasSize(1);
    }
  }

  @Test
  void olderRelease_refusesAsWell_andHasNoWordForTheAlarm() {
    String three = Integer.toString(SchemaRelease.THREE.number());
    try (DrivenLedger ledger =
        DrivenLedger.start(
            state, LedgerKeys.SIGNATURES, "require", LedgerKeys.SCHEMAS_WRITE_RELEASE, three)) {
      ledger.takes(unsigned(STOP));

      assertThat(reasons(ledger)).containsExactly("UNSIGNED");
      assertThat(ledger.alerts()).isEmpty();
    }
  }

  /** Bits of the key are those of the guest's name in the value too, so that both agree. */
  @Property(tries = 300)
  void anyFlippedBit_isRefused(
      @ForAll @IntRange(max = 100_000) int bit, @ForAll @IntRange(max = 3) int part) {
    KnownHostKeys known = new KnownHostKeys(Topics.standard().hostKeys());
    known.take(
        "h0".getBytes(StandardCharsets.UTF_8),
        Topics.standard().hostKeys().valueSerde().serializer().serialize("t", H0.keys()));
    EventTrust trust = new EventTrust(SignatureMode.ACCEPT, known);
    TestRecord<String, byte[]> record = H0.signs(STOP);
    byte[] value = record.value().clone();
    String key = record.key();
    Headers headers = record.headers();
    assertThat(trust.judge(key, STOP, value, headers))
        .isInstanceOf(EventTrust.Judgement.Signed.class);

    switch (part) {
      case 0 -> flip(value, bit);
      case 1 -> key = (char) (key.charAt(0) ^ (1 << (bit % 7))) + key.substring(1);
      case 2 -> flip(headers, SignatureHeaders.SIGNATURE, bit);
      default -> flip(headers, SignatureHeaders.KEY_ID, bit);
    }

    assertThat(trust.judge(key, STOP, value, headers))
        .isInstanceOf(EventTrust.Judgement.Refused.class);
  }

  private static void flip(Headers headers, String name, int bit) {
    Header header = headers.lastHeader(name);
    byte[] damaged = Arrays.copyOf(header.value(), header.value().length);
    flip(damaged, bit);
    headers.remove(name).add(name, damaged);
  }

  private static void flip(byte[] bytes, int bit) {
    int at = bit % (8 * bytes.length);
    bytes[at / 8] ^= (byte) (1 << (at % 8));
  }
}
