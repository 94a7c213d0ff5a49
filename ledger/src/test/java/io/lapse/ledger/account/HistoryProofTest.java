package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.ledger.account.LedgerProof.Finding;
import io.lapse.ledger.guest.ReactionOrigin;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A true history is proved; each broken rule is found, at its record. */
class HistoryProofTest {
  private static final Rules ALL = Story.accepting(ReactionOrigin.values());

  /** 1 POSTED, 2 takes 1 back, 3 POSTED, 4 ADJUSTMENT; the claim: 5, 6, 7 POSTED, 8 ADJUSTMENT. */
  private static final List<HistoryRecord> HISTORY =
      history(
          Story.read(
              """
              100 h0 stop
              300 h1 restart
              350 - reacted injected=200
              360 h1 compensation of=300 by=20
              """));

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property
  void history_asTheFoldMadeIt_isTrue_andLeavesTheStandingLedger(
      @ForAll("histories") List<LedgerInput> inputs) {
    List<HistoryRecord> history = history(inputs);
    StandingLedger standing = new StandingLedger();
    history.forEach(standing::add);

    HistoryProof proof = proof(history);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.entries()).isEqualTo(standing.entries());
  }

  @Test
  void history_ofTheStory_hasAllKindsOfRecords() {
    assertThat(HISTORY)
        .extracting(HistoryRecord::type, HistoryRecord::reverses)
        .hasToString(
            "[(POSTED, null), (REVERSAL, 1L), (POSTED, null), (ADJUSTMENT, null),"
                + " (REVERSAL, 4L), (REVERSAL, 3L), (POSTED, null), (ADJUSTMENT, null)]");
  }

  @Test
  void entries_areEachOfTheRecordThatBroughtThem() {
    HistoryProof proof = proof(HISTORY);

    assertThat(proof.indices()).containsExactly(6, 7);
    assertThat(proof.guests()).isEqualTo(1);
  }

  @Test
  void guests_countEachForItself_howeverTheirRecordsAreMixed() {
    List<HistoryRecord> mixed = new ArrayList<>();
    for (HistoryRecord made : HISTORY) {
      mixed.add(made);
      mixed.add(ofGuest("other", made));
    }

    HistoryProof proof = proof(mixed);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.guests()).isEqualTo(2);
    assertThat(proof.entries()).hasSize(4);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drop 1              | 0 | history_number is 2, expected 1
          drop 4              | 3 | history_number is 5, expected 4
          repeat 4            | 4 | history_number is 4, expected 5
          swap 7              | 6 | history_number is 8, expected 7
          reverses 5 5        | 4 | it reverses 5, which is no earlier record of its guest
          reverses 5 8        | 4 | it reverses 8, which is no earlier record of its guest
          reverses 5 0        | 4 | it reverses 0, which is no earlier record of its guest
          reverses 6 4        | 5 | it reverses 4, which does not stand
          reverses 6 5        | 5 | it reverses 5, which does not stand
          reverses 5 3        | 4 | it is not record 3 with its postings negated
          move 5 1            | 4 | it is not record 4 with its postings negated
          policy 6            | 5 | it is not record 3 with its postings negated
          add 6 1             | 5 | its postings sum to 1 ns, expected 0
          add 7 -1            | 6 | its postings sum to -1 ns, expected 0
          add 7 -1            | 7 | up to here the postings of its guest sum to -1 ns, expected 0
          move 8 1            | 7 | of what stands in the end: the outage's postings to INJECTED sum to 200000001, its column says 200000000
          type 8              | 7 | it is POSTED, its entry ADJUSTMENT
          guest 8             | 7 | it is a record of g, its entry of other
          """)
  void brokenRule_isFound_atItsRecord(String edit, int index, String message) {
    List<HistoryRecord> broken = edited(edit.split(" ", -1));

    assertThat(proof(broken).findings()).contains(new Finding(index, message));
  }

  @Test
  void amounts_thatOverflow_areAFinding() {
    HistoryRecord last = HISTORY.get(7);
    List<Posting> large =
        List.of(
            new Posting(Account.INJECTED, Long.MAX_VALUE),
            new Posting(Account.UNACCOUNTED, Long.MAX_VALUE));
    List<HistoryRecord> broken = new ArrayList<>(HISTORY);
    broken.set(7, record(last, last.reverses(), copy(last.entry(), "g", null, large)));

    assertThat(proof(broken).findings())
        .containsExactly(new Finding(7, "its amounts exceed 64 bits of nanoseconds"));
  }

  private static List<HistoryRecord> edited(String[] words) {
    List<HistoryRecord> edited = new ArrayList<>(HISTORY);
    int index = Integer.parseInt(words[1]) - 1;
    HistoryRecord old = edited.get(index);
    Entry entry = old.entry();
    long value = words.length < 3 ? 0 : Long.parseLong(words[2]);
    switch (words[0]) {
      case "drop" -> edited.remove(index);
      case "repeat" -> edited.add(index, old);
      case "swap" -> edited.add(index, edited.remove(index + 1));
      case "reverses" -> edited.set(index, record(old, value, entry));
      case "move" -> edited.set(index, record(old, old.reverses(), posted(entry, value, -value)));
      case "add" -> edited.set(index, record(old, old.reverses(), posted(entry, value, 0)));
      case "policy" ->
          edited.set(index, record(old, old.reverses(), copy(entry, "g", "p@1", null)));
      case "type" ->
          edited.set(index, new HistoryRecord("g", old.historyNumber(), Type.POSTED, null, entry));
      case "guest" ->
          edited.set(index, record(old, old.reverses(), copy(entry, "other", null, null)));
      default -> throw new IllegalArgumentException("unknown edit: " + words[0]);
    }
    return edited;
  }

  private static Entry posted(Entry entry, long first, long second) {
    List<Posting> postings = new ArrayList<>(entry.postings());
    postings.set(0, plus(postings.get(0), first));
    postings.set(1, plus(postings.get(1), second));
    return copy(entry, "g", null, postings);
  }

  private static Posting plus(Posting posting, long nanos) {
    return new Posting(posting.account(), posting.amountNanos() + nanos);
  }

  private static HistoryRecord ofGuest(String guest, HistoryRecord old) {
    return new HistoryRecord(
        guest,
        old.historyNumber(),
        old.type(),
        old.reverses(),
        copy(old.entry(), guest, null, null));
  }

  private static HistoryRecord record(HistoryRecord old, Long reverses, Entry entry) {
    return new HistoryRecord(old.guest(), old.historyNumber(), old.type(), reverses, entry);
  }

  private static HistoryProof proof(List<HistoryRecord> history) {
    HistoryProof proof = new HistoryProof();
    history.forEach(proof::add);
    return proof;
  }

  private static List<HistoryRecord> history(List<LedgerInput> inputs) {
    List<HistoryRecord> history = new ArrayList<>();
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : inputs) {
      Step step = state.on(input, ALL);
      state = step.next();
      history.addAll(step.history());
    }
    return history;
  }

  private static Entry copy(Entry e, String guest, String policy, List<Posting> postings) {
    return new Entry(
        guest,
        guest.equals(e.guest()) ? e.outageId() : guest + "/" + e.outageId(),
        e.entryNumber(),
        e.entryKind(),
        e.kind(),
        e.sourceHost(),
        e.destinationHost(),
        e.stoppedAt(),
        e.restartedAt(),
        e.toutNanos(),
        e.toutErrorNanos(),
        e.amounts(),
        e.migrationSequence(),
        e.verdict(),
        e.cooperation(),
        e.violations(),
        e.expired(),
        policy == null ? e.policy() : policy,
        e.reactionOrigin(),
        e.eventIds(),
        e.replaces(),
        postings == null ? e.postings() : postings);
  }
}
