package io.lapse.streamsapp.account;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.policy.PolicyView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guests of a task that a new policy may judge otherwise, a few at a time, so that the
 * task's inputs need not wait. What was done is noted when all are done: after a crash it begins
 * anew, and a guest that was judged already is not changed.
 */
final class Rejudging {
  /** So many states are looked at in one go, which takes some 10 ms. */
  static final int GUESTS_MAX = 500;

  private final KeyValueStore<String, byte[]> states;
  private final Progress progress;
  private final Consumer<String> rejudge;
  private boolean ahead;
  private PolicyView under = PolicyView.NONE;

  /** One for all guests: that of a store in memory copies the keys when it is made. */
  private @Nullable KeyValueIterator<String, byte[]> unseen;

  /**
   * @param rejudge what is done to a guest that may be judged otherwise
   * @param view the policies as they are known when the task starts
   */
  Rejudging(
      KeyValueStore<String, byte[]> states,
      Progress progress,
      Consumer<String> rejudge,
      PolicyView view) {
    this.states = states;
    this.progress = progress;
    this.rejudge = rejudge;
    // Another instance may have known of a policy that has not reached this one.
    ahead = progress.judged() > view.lastOffset();
    under = view;
  }

  /** To be called before a guest is judged: what is judged without a policy is not judged by it. */
  void note() {
    if (ahead) {
      progress.judged(under.lastOffset());
      ahead = false;
    }
  }

  /** Looks at the next guests, if there is anything to look for. */
  void run(PolicyView view) {
    note();
    if (!view.equals(under)) {
      under = view;
      close();
    }
    TaiInstant from = view.effectiveFromOfThoseAfter(progress.judged()).orElse(null);
    if (from == null) {
      return;
    }
    if (unseen == null) {
      unseen = states.all();
    }
    concerned(unseen, from).forEach(rejudge);
    if (!unseen.hasNext()) {
      progress.judged(view.lastOffset());
      close();
    }
  }

  /** Those of the next guests. */
  private static List<String> concerned(KeyValueIterator<String, byte[]> guests, TaiInstant from) {
    List<String> concerned = new ArrayList<>();
    for (int looked = 0; looked < GUESTS_MAX && guests.hasNext(); looked++) {
      String guest = guests.peekNextKey();
      if (isConcerned(guests, from)) {
        concerned.add(guest);
      }
    }
    return concerned;
  }

  /** It may be called again: then it begins with the first guest. */
  void close() {
    if (unseen != null) {
      unseen.close();
      unseen = null;
    }
  }

  /** A policy judges no guest whose inputs all lie before it. A state that cannot be read may. */
  private static boolean isConcerned(KeyValueIterator<String, byte[]> guests, TaiInstant from) {
    try {
      byte[] saved = guests.next().value;
      TaiInstant newest = GuestStates.decoded(saved).watermark().newest();
      return newest != null && !newest.isBefore(from);
    } catch (SerializationException e) {
      return true;
    }
  }
}
