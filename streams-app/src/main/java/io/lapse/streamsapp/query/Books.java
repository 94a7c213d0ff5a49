package io.lapse.streamsapp.query;

import java.util.List;

/**
 * The guests' books as one instance can read them. Each call looks everything up anew: a partition
 * may have moved since the last. Called by any thread; no call waits longer than a second or two.
 */
public interface Books {

  /** Reads a guest as the owner of its partition; where this instance is not, says who is. */
  Reading owned(String guest);

  /**
   * Reads a guest from a copy of its partition that this instance keeps, if that is close enough.
   *
   * @param lagRecordsMax by how many records the copy may be behind its changelog; not negative
   */
  Reading copied(String guest, long lagRecordsMax);

  /** This instance, as others know it. */
  Instance self();

  /** What this instance keeps, and how far behind each part of it is. */
  InstanceView here();

  /** What all instances were told to keep at the last rebalance; not how they are. */
  List<InstanceView> assigned();
}
