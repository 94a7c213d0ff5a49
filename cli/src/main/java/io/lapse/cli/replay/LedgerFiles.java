package io.lapse.cli.replay;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.evidence.HostEvidence;
import io.lapse.schemas.json.AlertJson;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.json.EvidenceJson;
import io.lapse.schemas.json.HistoryJson;
import io.lapse.schemas.json.NoticeJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Writes what a replay found: one JSON object a line, LF at the end of each. */
public final class LedgerFiles {
  private LedgerFiles() {}

  /**
   * Writes {@code ledger.jsonl}, {@code alerts.jsonl}, {@code notices.jsonl}.
   *
   * @param withHistory whether {@code history.jsonl} is wanted too
   */
  public static void write(Path folder, ReplayResult result, boolean withHistory) {
    try {
      Files.createDirectories(folder);
      lines(folder.resolve("ledger.jsonl"), result.entries(), EntryJson::write);
      lines(folder.resolve("alerts.jsonl"), result.alerts(), AlertJson::write);
      lines(folder.resolve("notices.jsonl"), result.notices(), NoticeJson::write);
      if (withHistory) {
        lines(folder.resolve("history.jsonl"), result.history(), HistoryJson::write);
      }
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e, e);
    }
  }

  /**
   * Writes {@code evidence.jsonl}.
   *
   * @param inputs what was folded; what the result refused is left out
   */
  public static void writeEvidence(Path folder, List<LedgerInput> inputs, ReplayResult result) {
    Set<LedgerInput> refused = new HashSet<>();
    result.refused().forEach(each -> refused.add(each.input()));
    List<LedgerInput> accepted = inputs.stream().filter(i -> !refused.contains(i)).toList();
    try {
      lines(
          folder.resolve("evidence.jsonl"),
          EvidenceJson.write(HostEvidence.of(result.entries(), accepted)),
          line -> line);
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e, e);
    }
  }

  /** Writes a file of JSON lines, one an item. */
  public static <T> void lines(Path file, List<T> items, Function<T, String> line)
      throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (T item : items) {
        writer.write(line.apply(item));
        writer.write('\n');
      }
    }
  }
}
