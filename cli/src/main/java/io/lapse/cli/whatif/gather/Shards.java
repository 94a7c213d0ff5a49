package io.lapse.cli.whatif.gather;

import io.lapse.cli.whatif.gather.Sweepers.Sweeper;
import io.lapse.ledger.LedgerInput;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * All events, by guest: in memory as long as they fit; beyond that, all of them on disk. Takes
 * events from several threads.
 */
final class Shards implements Consumer<LedgerInput>, Closeable {
  private final Limits limits;
  private final SpillFolder folder;
  private final Watch watch;
  private final List<Shard> shards = new ArrayList<>();
  private final AtomicLong weightBytes = new AtomicLong();
  private volatile boolean spilled;

  Shards(Limits limits, SpillFolder folder, Watch watch) {
    this.limits = limits;
    this.folder = folder;
    this.watch = watch;
    EventBytes codec = new EventBytes();
    for (int i = 0; i < limits.shards(); i++) {
      shards.add(new Shard(codec, folder));
    }
  }

  @Override
  public void accept(LedgerInput input) {
    Interruption.check();
    watch.readOne();
    Shard shard = shards.get(GuestHash.shard(GuestHash.of(input.guest()), limits.shards(), 0));
    if (!spilled) {
      if (weightBytes.addAndGet(Weight.of(input)) <= limits.memoryBytes()) {
        shard.keep(input);
        return;
      }
      spilled = true;
    }
    try {
      shard.spill(input);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  /** Whether there were more events than memory. */
  boolean spilled() {
    return spilled;
  }

  /** Sweeps all guests, in as many threads as there are sweepers. */
  void sweep(List<Sweeper> sweepers) throws InterruptedException {
    ConcurrentLinkedQueue<Shard> waiting = new ConcurrentLinkedQueue<>(shards);
    try {
      for (Shard shard : shards) {
        shard.seal(spilled);
      }
    } catch (IOException e) {
      throw folder.failure(e);
    }
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Sweeper sweeper : sweepers) {
      tasks.add(
          () -> {
            for (Shard next = waiting.poll(); next != null; next = waiting.poll()) {
              sweep(next, sweeper);
            }
            return null;
          });
    }
    Parallel.run(tasks, tasks.size());
  }

  private void sweep(Shard shard, Sweeper sweeper) {
    try {
      shard.sweep(sweeper, limits);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Shard shard : shards) {
      shard.close();
    }
  }
}
