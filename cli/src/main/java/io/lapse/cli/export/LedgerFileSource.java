package io.lapse.cli.export;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.JsonLines;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.json.JsonLineException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code ledger.jsonl}, which may be larger than the memory. */
final class LedgerFileSource implements EntrySource {
  private final Path file;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
  private @Nullable Entry before;
  private boolean refused;

  LedgerFileSource(Path file) {
    this.file = file;
  }

  @Override
  public void read(Consumer<Entry> entries, Consumer<String> complaints) {
    JsonLines.read(
        file,
        "a ledger.jsonl",
        complaint -> {
          refused = true;
          complaints.accept(complaint);
        },
        (line, number) -> entries.accept(entry(line, number)));
    if (before == null && refused) {
      throw new Failure(file + ": no line could be read; expected a ledger.jsonl");
    }
  }

  private Entry entry(String line, int number) {
    Entry entry = EntryJson.read(line);
    if (line.contains("\\u")) {
      requireUnicode(entry);
    }
    if (before != null && StandingLedger.ORDER.compare(before, entry) >= 0) {
      throw new Failure(
          file
              + ":"
              + number
              + ": entry "
              + entry.entryNumber()
              + " of "
              + entry.outageId()
              + " does not come after the line before it; expected entries by guest, stop (or"
              + " restart), outage and number, each once, as replay --out writes them");
    }
    before = entry;
    return entry;
  }

  /** JSON can escape half of a surrogate pair, which no other file could hold. */
  private void requireUnicode(Entry entry) {
    Stream.of(
            entry.guest(),
            entry.outageId(),
            entry.sourceHost(),
            entry.destinationHost(),
            entry.policy(),
            entry.replaces())
        .filter(Objects::nonNull)
        .filter(text -> !utf8.canEncode(text))
        .findFirst()
        .ifPresent(
            text -> {
              throw new JsonLineException(
                  "expected valid Unicode, without half of a surrogate pair");
            });
  }
}
