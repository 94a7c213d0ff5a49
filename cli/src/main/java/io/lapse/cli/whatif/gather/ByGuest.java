package io.lapse.cli.whatif.gather;

import io.lapse.cli.whatif.gather.Sweepers.Sweeper;
import io.lapse.cli.whatif.history.Findings;
import io.lapse.cli.whatif.history.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps each guest while the next one is read, as long as the input is sorted by guest: a few
 * parts each by itself, in ascending order of names; many of them together, in any order.
 *
 * <pre>
 *   part -> GuestRuns -+
 *   part -> GuestRuns -+-> merge by name -> queue -> a sweep per thread
 * </pre>
 */
final class ByGuest {
  /** Merging needs a thread for each. */
  private static final int MERGED_MAX = 8;

  private final List<Part> parts;
  private final Sweepers sweepers;
  private final Limits limits;
  private final Watch watch;
  private final WeighedQueue guests;
  private final Findings[] findings;

  ByGuest(List<Part> parts, Sweepers sweepers, Limits limits, Watch watch) {
    this.parts = parts;
    this.sweepers = sweepers;
    this.limits = limits;
    this.watch = watch;
    this.guests = new WeighedQueue(limits.memoryBytes() / 4);
    this.findings = new Findings[parts.size()];
  }

  /**
   * Reads and sweeps.
   *
   * @return what was wrong, part by part
   * @throws OutOfOrderException if the input is not sorted by guest: all was in vain
   */
  List<Findings> run() throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    if (parts.size() > 1 && parts.size() <= MERGED_MAX) {
      addMerge(tasks);
    } else {
      tasks.add(this::readInTurn);
    }
    for (Sweeper sweeper : sweepers.list()) {
      tasks.add(() -> sweep(sweeper));
    }
    Parallel.run(tasks, tasks.size());
    return Arrays.asList(findings);
  }

  private @Nullable Void readInTurn() throws InterruptedException {
    Set<String> seen = new HashSet<>();
    GuestRuns runs = new GuestRuns(guests, seen::add, limits.memoryBytes() / 4, watch);
    for (int i = 0; i < findings.length; i++) {
      findings[i] = parts.get(i).read(runs);
    }
    runs.end();
    guests.end();
    return null;
  }

  private void addMerge(List<Callable<Void>> tasks) {
    List<WeighedQueue> read = new ArrayList<>();
    for (int i = 0; i < findings.length; i++) {
      int part = i;
      WeighedQueue queue = new WeighedQueue(limits.memoryBytes() / 4 / findings.length);
      read.add(queue);
      tasks.add(() -> readAscending(part, queue));
    }
    tasks.add(() -> merge(read));
  }

  private @Nullable Void readAscending(int part, WeighedQueue queue) throws InterruptedException {
    GuestRuns runs =
        new GuestRuns(queue, new Ascending(), limits.memoryBytes() / 4 / findings.length, watch);
    findings[part] = parts.get(part).read(runs);
    runs.end();
    queue.end();
    return null;
  }

  /** Whether each name is behind the one before. */
  private static final class Ascending implements Predicate<String> {
    private @Nullable String last;

    @Override
    public boolean test(String name) {
      boolean behind = last == null || name.compareTo(last) > 0;
      last = name;
      return behind;
    }
  }

  private @Nullable Void merge(List<WeighedQueue> read) throws InterruptedException {
    @Nullable GuestEvents[] heads = new GuestEvents[read.size()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = read.get(i).take();
    }
    for (String first = first(heads); first != null; first = first(heads)) {
      GuestEvents whole = new GuestEvents(first, new ArrayList<>(), 0);
      for (int i = 0; i < heads.length; i++) {
        GuestEvents head = heads[i];
        if (head != null && head.guest().equals(first)) {
          whole.inputs().addAll(head.inputs());
          whole = new GuestEvents(first, whole.inputs(), whole.weightBytes() + head.weightBytes());
          heads[i] = read.get(i).take();
        }
      }
      guests.put(whole);
    }
    guests.end();
    return null;
  }

  private static @Nullable String first(@Nullable GuestEvents[] heads) {
    String first = null;
    for (GuestEvents head : heads) {
      if (head != null && (first == null || head.guest().compareTo(first) < 0)) {
        first = head.guest();
      }
    }
    return first;
  }

  private @Nullable Void sweep(Sweeper sweeper) throws InterruptedException {
    for (GuestEvents next = guests.take(); next != null; next = guests.take()) {
      sweeper.take(next.guest(), next.inputs());
    }
    return null;
  }
}
