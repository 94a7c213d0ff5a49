package io.lapse.streamsapp.replay;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.signature.KnownHostKeys;

/**
 * What the fold is run for. Whatever tells people of alerts is started by who runs a {@link Live}
 * one; what runs a {@link Replay} knows nothing of it, has no place for it, and so cannot page
 * anybody. {@code ArchitectureTest} holds that.
 */
public sealed interface Purpose {
  /**
   * The topics that are read.
   *
   * @param own those of the application, which it writes
   */
  Topics inputs(Topics own);

  /** It keeps the ledger: reads and writes the same topics, and follows policies as they come. */
  record Live() implements Purpose {
    @Override
    public Topics inputs(Topics own) {
      return own;
    }
  }

  /**
   * It folds a history once more.
   *
   * @param inputs the topics of the live application; none of them is written
   * @param policies by which it judges, from the first record on
   * @param keys of the hosts that sign, as they were known when it began
   */
  record Replay(Topics inputs, PolicyView policies, KnownHostKeys keys) implements Purpose {
    /**
     * The topics of the live application.
     *
     * @throws IllegalStateException if it were to write to one of them: that is a bug of ours
     */
    @Override
    public Topics inputs(Topics own) {
      if (own.ledger().name().equals(inputs.ledger().name())) {
        throw new IllegalStateException("a replay must have topics of its own: " + own.ledger());
      }
      return inputs;
    }
  }
}
