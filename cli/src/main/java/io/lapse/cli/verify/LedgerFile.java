package io.lapse.cli.verify;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.LedgerProof;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.json.JsonLineException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code ledger.jsonl}: its entries, and all that does not hold, each with its line. */
final class LedgerFile {
  private final Path file;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Integer> lineOfEntry = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private LedgerFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file, and proves what can be proved of it.
   *
   * @throws Failure if it cannot be read at all
   */
  static LedgerFile prove(Path file) {
    LedgerFile ledger = new LedgerFile(file);
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      ledger.read(lines.get(i), i + 1);
    }
    if (ledger.complaints.isEmpty()) {
      LedgerProof.check(ledger.entries)
          .forEach(
              finding ->
                  ledger.complain(ledger.lineOfEntry.get(finding.index()), finding.message()));
    }
    return ledger;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new Failure(file + ": no such file; expected a ledger.jsonl", e);
    } catch (MalformedInputException e) {
      throw new Failure(file + ": not UTF-8; expected a ledger.jsonl", e);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e, e);
    }
  }

  private void read(String line, int number) {
    try {
      entries.add(EntryJson.read(line));
      lineOfEntry.add(number);
    } catch (JsonLineException e) {
      complain(number, String.valueOf(e.getMessage()));
    }
  }

  private void complain(int line, String message) {
    complaints.add(file + ":" + line + ": " + message);
  }

  List<Entry> entries() {
    return entries;
  }

  /** What does not hold, as {@code FILE:LINE: message}; empty if the ledger is true. */
  List<String> complaints() {
    return complaints;
  }

  String summary() {
    long outages = entries.stream().filter(entry -> entry.entryKind() == EntryKind.POSTED).count();
    long guests = entries.stream().map(Entry::guest).distinct().count();
    return "ledger holds: "
        + entries.size()
        + " entries, "
        + outages
        + " outages, "
        + guests
        + (guests == 1 ? " guest" : " guests");
  }
}
