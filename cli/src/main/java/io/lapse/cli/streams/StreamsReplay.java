package io.lapse.cli.streams;

import io.lapse.cli.replay.LedgerTable;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.json.EntryJson;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerReplay;
import io.lapse.streamsapp.ReplayReport;
import io.lapse.streamsapp.replay.ReplayName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Runs a replay of a live ledger's history, and shows what it found. */
final class StreamsReplay {
  private static final long SHOWN_NANOS = 5_000_000_000L;

  private final CommandLine command;
  private final ReplayOptions options;
  private long shownNanos = System.nanoTime();

  StreamsReplay(CommandLine command, ReplayOptions options) {
    this.command = command;
    this.options = options;
  }

  int run(AppConfig live) throws InterruptedException {
    ReplayName cleaned = options.clean();
    return cleaned == null ? fold(live) : clean(live, cleaned);
  }

  private int clean(AppConfig live, ReplayName name) throws InterruptedException {
    List<String> removed = LedgerReplay.remove(live, name);
    removed.forEach(each -> command.getErr().println("removed " + each));
    if (removed.isEmpty()) {
      command.getErr().println("lapse: there is nothing of a replay " + name.text());
    }
    return removed.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private int fold(AppConfig live) throws InterruptedException {
    List<Policy> policies = options.policies();
    Selection selection = options.selection();
    ReplayName name = options.name(Instant.now());
    ReplayReport report;
    try (LedgerReplay replay = LedgerReplay.capture(live, name, policies)) {
      command.getErr().println("streams: replay " + name.text() + " folds the history");
      report = replay.run(this::show);
      show(report, selection.of(ReplayOutputs.of(replay, report)));
    }
    if (options.deleteAfter()) {
      LedgerReplay.remove(live, name);
    }
    return report.isPartial() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void show(long read, long total) {
    if (System.nanoTime() - shownNanos > SHOWN_NANOS) {
      shownNanos = System.nanoTime();
      command.getErr().printf("%,d of %,d offsets read%n", read, total);
      command.getErr().flush();
    }
  }

  private void show(ReplayReport report, ReplayOutputs found) {
    PrintWriter out = command.getOut();
    @Nullable Path folder = options.out();
    if (folder != null) {
      ReplayFiles.write(folder, report, found);
    }
    if (options.json()) {
      if (report.isPartial()) {
        out.println(ReplayJson.ofPart(report));
      }
      found.entries().forEach(entry -> out.println(EntryJson.write(entry)));
    } else if (folder == null) {
      if (report.isPartial()) {
        out.println("PARTIAL: a part of the history is missing");
      }
      out.print(LedgerTable.render(found.entries()));
    }
    ReplaySummary.of(report, found).forEach(command.getErr()::println);
  }
}
