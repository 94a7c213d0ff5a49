package io.lapse.cli.whatif.gather;

import io.lapse.cli.whatif.gather.SpillFile.Stored;
import io.lapse.cli.whatif.gather.Sweepers.Sweeper;
import io.lapse.ledger.LedgerInput;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some of the guests, and their events: in memory at first, then on disk. */
final class Shard implements Closeable {
  private final EventBytes codec;
  private final SpillFolder folder;
  private Map<String, List<LedgerInput>> guests = new HashMap<>();
  private @Nullable SpillFile file;

  Shard(EventBytes codec, SpillFolder folder) {
    this.codec = codec;
    this.folder = folder;
  }

  /** Keeps an event in memory. */
  synchronized void keep(LedgerInput input) {
    guests.computeIfAbsent(input.guest(), guest -> new ArrayList<>()).add(input);
  }

  /** Puts an event on disk, and all that is in memory. */
  void spill(LedgerInput input) throws IOException {
    Stored stored = stored(input);
    synchronized (this) {
      spill();
      append(stored);
    }
  }

  private Stored stored(LedgerInput input) {
    return new Stored(GuestHash.of(input.guest()), EventBytes.kind(input), codec.write(input));
  }

  /** Puts on disk what is in memory. */
  synchronized void spill() throws IOException {
    if (guests.isEmpty()) {
      return;
    }
    for (List<LedgerInput> inputs : guests.values()) {
      for (LedgerInput input : inputs) {
        append(stored(input));
      }
    }
    guests = new HashMap<>();
  }

  private void append(Stored stored) throws IOException {
    if (file == null) {
      file = folder.open();
    }
    long before = file.sizeBytes();
    file.append(stored);
    folder.spilled(file.sizeBytes() - before);
  }

  /** Ends the writing. */
  synchronized void seal(boolean spilled) throws IOException {
    if (spilled) {
      spill();
    }
    if (file != null) {
      file.seal();
    }
  }

  /** Sweeps its guests, and forgets them. */
  synchronized void sweep(Sweeper sweeper, Limits limits) throws IOException {
    Iterator<Map.Entry<String, List<LedgerInput>>> each = guests.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, List<LedgerInput>> guest = each.next();
      sweeper.take(guest.getKey(), guest.getValue());
      each.remove();
      Interruption.check();
    }
    if (file != null) {
      new SpilledShard(codec, folder, limits, sweeper).sweep(file, 1);
      close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    guests = new HashMap<>();
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
