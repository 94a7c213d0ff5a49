package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of {@code ledger.jsonl}. */
public final class EntryJson {
  static final Set<String> KEYS =
      Set.of(
          "guest",
          "outage_id",
          "entry_number",
          "entry",
          "kind",
          "source_host",
          "destination_host",
          "stopped_tai_ns",
          "restarted_tai_ns",
          "tout_ns",
          "tout_error_ns",
          "compensated_ns",
          "compensated_basis",
          "slept_ns",
          "slept_basis",
          "injected_ns",
          "corrected_ns",
          "unaccounted_ns",
          "migration_sequence",
          "verdict",
          "cooperation",
          "violations",
          "expired",
          "policy",
          "reaction_origin",
          "event_ids",
          "replaces",
          "postings");
  private static final Set<String> EXPIRED_KEYS =
      Set.of("monotonic", "boottime", "realtime", "tai", "basis");
  private static final Set<String> BASE_KEYS = Set.of("low", "expected", "high", "overruns");
  private static final Set<String> POSTING_KEYS = Set.of("account", "amount_ns");

  private EntryJson() {}

  /** The line, without its LF. */
  public static String write(Entry entry) {
    return JsonLine.of(line -> write(line, entry, entry.entryKind()));
  }

  /** Writes the keys of an entry; of a history record the entry's kind is what the record does. */
  static void write(JsonLine line, Entry entry, Enum<?> entryKind) throws IOException {
    line.text("guest", entry.guest());
    line.text("outage_id", entry.outageId());
    line.number("entry_number", (long) entry.entryNumber());
    line.symbol("entry", entryKind);
    line.symbol("kind", entry.kind());
    line.text("source_host", entry.sourceHost());
    line.text("destination_host", entry.destinationHost());
    line.instant("stopped_tai_ns", entry.stoppedAt());
    line.instant("restarted_tai_ns", entry.restartedAt());
    line.number("tout_ns", entry.toutNanos());
    line.number("tout_error_ns", entry.toutErrorNanos());
    writeAmounts(line, entry.amounts());
    line.number("migration_sequence", entry.migrationSequence());
    line.symbol("verdict", entry.verdict());
    line.symbol("cooperation", entry.cooperation());
    writeViolations(line.generator(), entry.violations());
    writeExpired(line.generator(), entry.expired());
    line.text("policy", entry.policy());
    line.symbol("reaction_origin", entry.reactionOrigin());
    line.generator().writeArrayFieldStart("event_ids");
    for (EventId id : entry.eventIds()) {
      line.generator().writeString(id.hex());
    }
    line.generator().writeEndArray();
    line.text("replaces", entry.replaces());
    writePostings(line.generator(), entry.postings());
  }

  private static void writeAmounts(JsonLine line, @Nullable Amounts amounts) throws IOException {
    line.number("compensated_ns", amounts == null ? null : (Long) amounts.compensatedNanos());
    line.symbol("compensated_basis", amounts == null ? null : amounts.compensatedBasis());
    line.number("slept_ns", amounts == null ? null : (Long) amounts.sleptNanos());
    line.symbol("slept_basis", amounts == null ? null : amounts.sleptBasis());
    line.number("injected_ns", amounts == null ? null : (Long) amounts.injectedNanos());
    line.number("corrected_ns", amounts == null ? null : (Long) amounts.correctedNanos());
    line.number("unaccounted_ns", amounts == null ? null : (Long) amounts.unaccountedNanos());
  }

  private static void writeViolations(JsonGenerator generator, List<Violation> violations)
      throws IOException {
    generator.writeArrayFieldStart("violations");
    for (Violation violation : violations) {
      generator.writeString(violation.name());
    }
    generator.writeEndArray();
  }

  private static void writeExpired(JsonGenerator generator, @Nullable ExpiryEstimate expired)
      throws IOException {
    if (expired == null) {
      generator.writeNullField("expired");
      return;
    }
    generator.writeObjectFieldStart("expired");
    writeBase(generator, "monotonic", expired.monotonic());
    writeBase(generator, "boottime", expired.boottime());
    writeBase(generator, "realtime", expired.realtime());
    writeBase(generator, "tai", expired.tai());
    generator.writeStringField("basis", expired.basis().name());
    generator.writeEndObject();
  }

  private static void writeBase(JsonGenerator generator, String name, @Nullable BaseExpiry base)
      throws IOException {
    if (base == null) {
      generator.writeNullField(name);
      return;
    }
    generator.writeObjectFieldStart(name);
    generator.writeNumberField("low", base.low());
    generator.writeNumberField("expected", base.expected());
    generator.writeNumberField("high", base.high());
    generator.writeNumberField("overruns", base.overruns());
    generator.writeEndObject();
  }

  private static void writePostings(JsonGenerator generator, List<Posting> postings)
      throws IOException {
    generator.writeArrayFieldStart("postings");
    for (Posting posting : postings) {
      generator.writeStartObject();
      generator.writeStringField("account", JsonLine.lowerCase(posting.account()));
      generator.writeNumberField("amount_ns", posting.amountNanos());
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  /**
   * Reads a line.
   *
   * @throws JsonLineException if it is not one, saying what was expected
   */
  public static Entry read(String line) {
    JsonReading reading = JsonReading.of(line);
    reading.expectKeys(KEYS);
    return read(reading, reading.symbol("entry", Entry.EntryKind.class));
  }

  /** Reads the keys of an entry, whose kind the line may not tell. */
  static Entry read(JsonReading reading, Entry.EntryKind entryKind) {
    try {
      return entry(reading, entryKind);
    } catch (IllegalArgumentException e) {
      throw new JsonLineException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Entry entry(JsonReading reading, Entry.EntryKind entryKind) {
    if (reading.isNull("stopped_tai_ns") && reading.isNull("restarted_tai_ns")) {
      throw new JsonLineException("expected stopped_tai_ns or restarted_tai_ns, or both");
    }
    return new Entry(
        reading.text("guest"),
        reading.text("outage_id"),
        Math.toIntExact(reading.number("entry_number", 1, Integer.MAX_VALUE)),
        entryKind,
        reading.symbolOrNull("kind", OutageKind.class),
        reading.textOrNull("source_host"),
        reading.textOrNull("destination_host"),
        reading.instantOrNull("stopped_tai_ns"),
        reading.instantOrNull("restarted_tai_ns"),
        reading.numberOrNull("tout_ns"),
        reading.numberOrNull("tout_error_ns"),
        amounts(reading),
        reading.numberOrNull("migration_sequence"),
        reading.symbolOrNull("verdict", Verdict.class),
        reading.symbol("cooperation", Cooperation.class),
        violations(reading),
        expired(reading),
        reading.text("policy"),
        reading.symbolOrNull("reaction_origin", ReactionOrigin.class),
        reading.texts("event_ids").stream().map(EventId::new).toList(),
        reading.textOrNull("replaces"),
        postings(reading));
  }

  private static List<Violation> violations(JsonReading reading) {
    List<Violation> violations = reading.symbols("violations", Violation.class);
    if (violations.stream().anyMatch(Violation::isAlarm)) {
      throw new JsonLineException("expected violations of a ledger, and no alarm: " + violations);
    }
    return violations;
  }

  private static @Nullable Amounts amounts(JsonReading reading) {
    if (reading.isNull("compensated_ns")) {
      return null;
    }
    return new Amounts(
        reading.number("compensated_ns"),
        reading.symbol("compensated_basis", AmountBasis.class),
        reading.number("slept_ns"),
        reading.symbolOrNull("slept_basis", AmountBasis.class),
        reading.number("injected_ns"),
        reading.number("corrected_ns"),
        reading.number("unaccounted_ns"));
  }

  private static @Nullable ExpiryEstimate expired(JsonReading reading) {
    if (reading.isNull("expired")) {
      return null;
    }
    JsonReading expired = reading.object("expired");
    expired.expectKeys(EXPIRED_KEYS);
    return new ExpiryEstimate(
        base(expired, "monotonic"),
        base(expired, "boottime"),
        base(expired, "realtime"),
        base(expired, "tai"),
        expired.symbol("basis", ExpiryEstimate.Basis.class));
  }

  private static @Nullable BaseExpiry base(JsonReading expired, String name) {
    if (expired.isNull(name)) {
      return null;
    }
    JsonReading base = expired.object(name);
    base.expectKeys(BASE_KEYS);
    return new BaseExpiry(
        base.number("low"), base.number("expected"), base.number("high"), base.number("overruns"));
  }

  private static List<Posting> postings(JsonReading reading) {
    List<Posting> postings = new ArrayList<>();
    for (JsonNode node : reading.elements("postings")) {
      JsonReading posting = reading.within(node, "postings");
      posting.expectKeys(POSTING_KEYS);
      postings.add(
          new Posting(
              posting.lowerCaseSymbol("account", Account.class), posting.number("amount_ns")));
    }
    return postings;
  }
}
