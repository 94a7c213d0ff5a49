package io.lapse.cli.whatif.gather;

/** 64 bits of a guest's name; two guests may have the same. */
final class GuestHash {
  /** So many bits tell into which shard, at each level. */
  static final int LEVEL_BITS = 6;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private GuestHash() {}

  /** FNV-1a over its characters, and mixed, so that every bit depends on each of them. */
  static long of(String guest) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < guest.length(); i++) {
      hash = (hash ^ guest.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * MIX;
    return hash ^ (hash >>> 29);
  }

  /**
   * Which of some shards it belongs to.
   *
   * @param shards a power of two, at most 2^{@link #LEVEL_BITS}
   * @param level 0 at first; each further one divides otherwise
   */
  static int shard(long hash, int shards, int level) {
    return (int) ((hash >>> (level * LEVEL_BITS)) & (shards - 1));
  }
}
