package io.lapse.cli.streams;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.replay.LedgerFiles;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.json.NoticeJson;
import io.lapse.streamsapp.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a replay writes into a folder. A part of a ledger never has the name of a whole one, and
 * never lies beside one that another replay left.
 */
final class ReplayFiles {
  private static final String SUMMARY = "replay.json";

  private ReplayFiles() {}

  /**
   * Returns if a folder has none of the files yet.
   *
   * @throws ParameterException if it has, or if it is no folder
   */
  static void requireRoom(Path folder, CommandLine command) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(command, "--out: " + folder + ": expected a folder");
    }
    for (String name : List.of("ledger.jsonl", "ledger.partial.jsonl", SUMMARY)) {
      if (Files.exists(folder.resolve(name))) {
        throw new ParameterException(
            command,
            "--out: " + folder + ": expected a folder without " + name + " of another replay");
      }
    }
  }

  /** Writes them under a name that passes for nothing, then gives each its own; summary last. */
  static void write(Path folder, ReplayReport report, ReplayOutputs found) {
    try {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempDirectory(folder, "unfinished-");
      LedgerFiles.lines(unfinished.resolve("ledger.jsonl"), found.entries(), EntryJson::write);
      LedgerFiles.lines(unfinished.resolve("notices.jsonl"), found.notices(), NoticeJson::write);
      Files.writeString(unfinished.resolve(SUMMARY), ReplayJson.of(report) + "\n");
      for (String name : List.of("ledger", "notices")) {
        Files.move(
            unfinished.resolve(name + ".jsonl"),
            folder.resolve(name + (report.isPartial() ? ".partial.jsonl" : ".jsonl")));
      }
      Files.move(unfinished.resolve(SUMMARY), folder.resolve(SUMMARY));
      Files.delete(unfinished);
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e, e);
    }
  }
}
