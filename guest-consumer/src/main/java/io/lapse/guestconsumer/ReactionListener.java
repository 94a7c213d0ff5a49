package io.lapse.guestconsumer;

import io.lapse.guestkernel.KernelSnapshot;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;

/** Sees each reaction after it is published; called by the consumer's own thread. */
@FunctionalInterface
public interface ReactionListener {
  /** Looks at nothing. */
  ReactionListener NONE = (notice, reaction, before, after) -> {};

  /**
   * A guest reacted.
   *
   * @param before its kernel when the guest stopped
   * @param after its kernel after the reaction
   */
  void onReaction(Notice notice, Reaction reaction, KernelSnapshot before, KernelSnapshot after);
}
