package io.lapse.streamsapp.query;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Answer;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's state can tell of an instant. What is sealed has left it: of a later instant it
 * still knows what happened then, but not that nothing did.
 */
final class StateInquiry {
  private StateInquiry() {}

  /** What the instant was; null if the state cannot tell. */
  static @Nullable Answer at(GuestView guest, TaiInstant at) {
    TaiInstant sealed = guest.sealedUpTo();
    if (sealed != null && !at.isAfter(sealed)) {
      return null;
    }
    Answer answer = Inquiry.of(guest.guest(), guest.entries(), guest.unsealed().alerts()).at(at);
    return sealed == null || isCertain(answer, sealed) ? answer : null;
  }

  private static boolean isCertain(Answer answer, TaiInstant sealed) {
    return switch (answer.kind()) {
      case OUTAGE -> isWhole(answer) && coversAsStated(answer, sealed);
      case STALE_WINDOW -> isWhole(answer) && isAfter(Stated.last(answer).restartedAt(), sealed);
      // A window that opened on a branch which was given up never closes, and no state knows it.
      case NO_HOST_EVENT -> false;
    };
  }

  /** An outage of which some entries are sealed has no first one here. */
  private static boolean isWhole(Answer answer) {
    return answer.entries().get(0).entryNumber() == 1;
  }

  /** What ends an open outage might be sealed. */
  private static boolean coversAsStated(Answer answer, TaiInstant sealed) {
    Entry last = Stated.last(answer);
    return last.restartedAt() == null ? isAfter(last.stoppedAt(), sealed) : Stated.covers(answer);
  }

  private static boolean isAfter(@Nullable TaiInstant at, TaiInstant sealed) {
    return at != null && at.isAfter(sealed);
  }
}
