package io.lapse.cli.verify;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.JsonLines;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.LedgerProof;
import io.lapse.schemas.json.EntryJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code ledger.jsonl}: its entries, and all that does not hold, each with its line. */
final class LedgerFile implements Proven {
  private final Path file;
  private final List<StandingLine> lines = new ArrayList<>();
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
    JsonLines.read(file, "a ledger.jsonl", ledger.complaints::add, ledger::read);
    if (ledger.complaints.isEmpty()) {
      LedgerProof.check(ledger.lines.stream().map(StandingLine::entry).toList())
          .forEach(
              finding ->
                  ledger.complaints.add(
                      ledger.lines.get(finding.index()).where() + ": " + finding.message()));
    }
    return ledger;
  }

  private void read(String line, int number) {
    lines.add(new StandingLine(file + ":" + number, EntryJson.read(line)));
  }

  @Override
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public List<StandingLine> standing() {
    return lines;
  }

  @Override
  public String summary() {
    List<Entry> entries = lines.stream().map(StandingLine::entry).toList();
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
