package io.lapse.cli.whatif.gather;

import java.nio.file.Path;

/**
 * How much may be used.
 *
 * @param memoryBytes of events that are kept, as {@link Weight} has it
 * @param shards into how many the guests are divided; a power of two
 * @param shardBytesMax how large a shard on disk may be to be swept at once
 * @param workers how many threads read, and how many sweep
 * @param spillFolder where to put what does not fit
 */
record Limits(long memoryBytes, int shards, long shardBytesMax, int workers, Path spillFolder) {
  private static final int SHARDS = 64;
  private static final long SHARD_BYTES_MAX = 256L << 20;

  Limits {
    if (Integer.bitCount(shards) != 1) {
      throw new IllegalArgumentException("shards must be a power of two: " + shards);
    }
  }

  /** Those of this machine. */
  static Limits of(Path spillFolder) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    int workers = Runtime.getRuntime().availableProcessors();
    return new Limits(
        heapBytes / 2,
        SHARDS,
        Math.min(SHARD_BYTES_MAX, heapBytes / 8 / workers),
        workers,
        spillFolder);
  }
}
