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
  private @Nullable String lookedUpTo;

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
      lookedUpTo = null;
    }
    TaiInstant from = view.effectiveFromOfThoseAfter(progress.judged()).orElse(null);
    if (from == null) {
      return;
    }
    List<String> concerned = new ArrayList<>();
    boolean more = look(from, concerned);
    concerned.forEach(rejudge);
    if (!more) {
      progress.judged(view.lastOffset());
      lookedUpTo = null;
    }
  }

  /** Whether there are guests left to look at. */
  private boolean look(TaiInstant from, List<String> concerned) {
    try (KeyValueIterator<String, byte[]> guests = states.range(lookedUpTo, null)) {
      for (int looked = 0; looked < GUESTS_MAX && guests.hasNext(); looked++) {
        String guest = guests.peekNextKey();
        if (isConcerned(guests, from) && !guest.equals(lookedUpTo)) {
          concerned.add(guest);
        }
        lookedUpTo = guest;
      }
      return guests.hasNext();
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
