package io.lapse.cli.whatif.gather;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.whatif.gather.SpillFile.Stored;
import io.lapse.cli.whatif.gather.Sweepers.Sweeper;
import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a shard back, guest by guest, and divides one that is too large. */
final class SpilledShard {
  private static final int LEVELS = Long.SIZE / GuestHash.LEVEL_BITS;

  private final EventBytes codec;
  private final SpillFolder folder;
  private final Limits limits;
  private final Sweeper sweeper;

  SpilledShard(EventBytes codec, SpillFolder folder, Limits limits, Sweeper sweeper) {
    this.codec = codec;
    this.folder = folder;
    this.limits = limits;
    this.sweeper = sweeper;
  }

  /**
   * Sweeps all guests of a file.
   *
   * @param level of the next division
   */
  void sweep(SpillFile file, int level) throws IOException {
    if (file.sizeBytes() <= limits.shardBytesMax()) {
      sweepWhole(file);
    } else if (level < LEVELS) {
      divide(file, level);
    } else {
      throw new Failure(
          "one guest has "
              + (file.sizeBytes() >> 20)
              + " MB of events, more than fit into memory; expected more heap, as in"
              + " LAPSE_OPTS=-Xmx4g");
    }
  }

  /** Bytes are small, events are not: one guest's at a time. */
  private void sweepWhole(SpillFile file) throws IOException {
    Map<Long, List<Stored>> byHash = new HashMap<>();
    file.each(
        stored -> byHash.computeIfAbsent(stored.guestHash(), h -> new ArrayList<>()).add(stored));
    byHash
        .entrySet()
        .removeIf(
            alike -> {
              sweepAlike(alike.getValue());
              Interruption.check();
              return true;
            });
  }

  /** Nearly always one guest. */
  private void sweepAlike(List<Stored> alike) {
    Map<String, List<LedgerInput>> guests = new HashMap<>();
    for (Stored stored : alike) {
      LedgerInput input = codec.read(stored.kind(), stored.bytes());
      guests.computeIfAbsent(input.guest(), guest -> new ArrayList<>()).add(input);
    }
    guests.forEach(sweeper::take);
  }

  private void divide(SpillFile file, int level) throws IOException {
    @Nullable SpillFile[] smaller = new SpillFile[limits.shards()];
    try {
      file.each(
          stored -> {
            Interruption.check();
            int shard = GuestHash.shard(stored.guestHash(), limits.shards(), level);
            SpillFile into = smaller[shard];
            if (into == null) {
              into = folder.open();
              smaller[shard] = into;
            }
            into.append(stored);
          });
      // Its place on the disk is wanted for what follows.
      file.close();
      for (SpillFile each : smaller) {
        if (each != null) {
          each.seal();
          sweep(each, level + 1);
          each.close();
        }
      }
    } finally {
      for (SpillFile each : Arrays.asList(smaller)) {
        if (each != null) {
          each.close();
        }
      }
    }
  }
}
