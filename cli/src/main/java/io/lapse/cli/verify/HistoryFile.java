package io.lapse.cli.verify;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.JsonLines;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryProof;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.schemas.json.HistoryJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code history.jsonl}: what stands after it, and all that does not hold, with its line. */
final class HistoryFile implements Proven {
  private final Path file;
  private final HistoryProof proof = new HistoryProof();
  private final List<Integer> lineOfRecord = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<StandingLine> standing = new ArrayList<>();
  private long reversals;

  private HistoryFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file, and proves what can be proved of it.
   *
   * @throws Failure if it cannot be read at all
   */
  static HistoryFile prove(Path file) {
    HistoryFile history = new HistoryFile(file);
    JsonLines.read(file, "a history.jsonl", history.complaints::add, history::read);
    if (history.complaints.isEmpty()) {
      history
          .proof
          .findings()
          .forEach(
              finding ->
                  history.complaints.add(
                      history.where(finding.index()) + ": " + finding.message()));
    }
    history.stand();
    return history;
  }

  /**
   * Whether a file is one, by its first line.
   *
   * @throws Failure if it cannot be read at all
   */
  static boolean isOne(Path file) {
    return HistoryJson.isOne(JsonLines.first(file, "a ledger.jsonl"));
  }

  private void read(String line, int number) {
    HistoryRecord read = HistoryJson.read(line);
    lineOfRecord.add(number);
    if (read.type() == Type.REVERSAL) {
      reversals++;
    }
    proof.add(read);
  }

  private void stand() {
    List<Entry> entries = proof.entries();
    List<Integer> indices = proof.indices();
    for (int i = 0; i < entries.size(); i++) {
      standing.add(new StandingLine(where(indices.get(i)), entries.get(i)));
    }
  }

  private String where(int index) {
    return file + ":" + lineOfRecord.get(index);
  }

  @Override
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public List<StandingLine> standing() {
    return standing;
  }

  @Override
  public String summary() {
    return "history holds: "
        + lineOfRecord.size()
        + " records, "
        + reversals
        + " reversals, "
        + proof.guests()
        + (proof.guests() == 1 ? " guest; " : " guests; ")
        + standing.size()
        + " entries stand";
  }
}
