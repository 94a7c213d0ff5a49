package io.lapse.cli.whatif.gather;

import io.lapse.cli.whatif.history.Findings;
import io.lapse.cli.whatif.history.History;
import io.lapse.cli.whatif.history.Part;
import io.lapse.cli.whatif.profiles.ToldProfiles;
import io.lapse.whatif.report.Provenance.Handling;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * From a history to its answer.
 *
 * <pre>
 *   sorted by guest?  --yes-->  ByGuest: a guest is swept while the next one is read
 *        | no, seen at the first guest that comes back: read again
 *   Shards: in memory  --more than fits-->  on disk;  then swept shard by shard
 * </pre>
 */
public final class Gathering {
  private final Question question;
  private final ToldProfiles profiles;
  private final Watch watch;
  private final Limits limits;

  /**
   * @param answer to the question
   * @param findings what was wrong with the history
   */
  public record Result(WhatIf answer, Handling handling, Findings findings) {}

  /**
   * @param spillFolder where to put what does not fit into memory
   */
  public Gathering(Question question, ToldProfiles profiles, Watch watch, Path spillFolder) {
    this(question, profiles, watch, Limits.of(spillFolder));
  }

  Gathering(Question question, ToldProfiles profiles, Watch watch, Limits limits) {
    this.question = question;
    this.profiles = profiles;
    this.watch = watch;
    this.limits = limits;
  }

  /**
   * Reads a history and sweeps it.
   *
   * @throws io.lapse.cli.failure.Failure if it does not fit on the disk, or cannot be read at all
   */
  public Result run(History history) throws InterruptedException {
    if (history.mayBeByGuest()) {
      try {
        Sweepers sweepers = sweepers();
        List<Findings> findings = new ByGuest(history.parts(), sweepers, limits, watch).run();
        return result(history, sweepers, Handling.BY_GUEST, findings);
      } catch (OutOfOrderException e) {
        watch.again();
      }
    }
    SpillFolder folder = new SpillFolder(limits.spillFolder(), history.bytes());
    try (Shards shards = new Shards(limits, folder, watch)) {
      List<Findings> findings = read(history.parts(), shards);
      Sweepers sweepers = sweepers();
      shards.sweep(sweepers.list());
      Handling handling = shards.spilled() ? Handling.SPILLED : Handling.IN_MEMORY;
      return result(history, sweepers, handling, findings);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  private Sweepers sweepers() {
    return new Sweepers(question, profiles, watch, limits.workers());
  }

  private static Result result(
      History history, Sweepers sweepers, Handling handling, List<Findings> parts) {
    List<Findings> all = new ArrayList<>(List.of(history.before()));
    all.addAll(parts);
    return new Result(sweepers.answer(), handling, Findings.of(all));
  }

  private List<Findings> read(List<Part> parts, Shards shards) throws InterruptedException {
    Findings[] findings = new Findings[parts.size()];
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < findings.length; i++) {
      int part = i;
      tasks.add(
          () -> {
            findings[part] = parts.get(part).read(shards);
            return null;
          });
    }
    Parallel.run(tasks, limits.workers());
    return Arrays.asList(findings);
  }
}
