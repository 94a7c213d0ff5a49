package io.lapse.streamsapp.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking an instance for a guest. */
public sealed interface Reading {

  /** The guest as its books have it. */
  record Found(GuestView guest, Source source) implements Reading {}

  /**
   * This instance does not answer for the partition.
   *
   * @param owner who does, as of the last rebalance; null if that is not known, or is this one
   * @param standbys who keeps a copy; without this one
   * @param why what to say if nobody else can be asked
   */
  record Elsewhere(@Nullable Instance owner, List<Instance> standbys, Unavailable why)
      implements Reading {
    public Elsewhere {
      standbys = List.copyOf(standbys);
    }
  }

  /**
   * There is no answer.
   *
   * @param explanation what was found, in words
   * @param source who says so; null if that does not matter
   */
  record Unavailable(Reason reason, String explanation, @Nullable Source source)
      implements Reading {
    public Unavailable(Reason reason, String explanation) {
      this(reason, explanation, null);
    }
  }

  /** Why there is no answer. Asking again later may help where the answer says when. */
  enum Reason {
    /** The books do not know the guest. */
    NO_SUCH_GUEST,
    /** The instance has not started, or has ended. */
    NOT_RUNNING,
    /** The partition is on its way from one instance to another. */
    REBALANCING,
    /** The new owner of the partition still reads its state from the changelog. */
    RESTORING,
    /** The instance neither owns the partition nor has a copy of it. */
    NOT_HERE,
    /** The owner has not heard from its group for so long that another may have taken over. */
    CUT_OFF,
    /** The copy is further behind than was allowed, or nobody knows how far. */
    TOO_STALE,
    /** The owner does not answer. */
    OWNER_UNREACHABLE,
    /** The instance is passing on, or reading from topics, as many questions as it does at once. */
    BUSY,
    /** The instance keeps no board, which would know where the records of its guests are. */
    NO_BOARD,
    /** The instance has yet to read where the records of its guests are. */
    CATCHING_UP,
    /** The brokers did not hand over in time what is asked for. */
    TOPIC_UNREAD,
    /** What would tell is gone from the state and from the topics; asking again does not help. */
    PAST_GONE
  }
}
