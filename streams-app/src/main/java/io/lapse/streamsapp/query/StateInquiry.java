package io.lapse.streamsapp.query;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.query.Answer;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.time.TaiInstant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's state can tell of an instant. What is sealed has left it: of an instant after that
 * it still knows what happened, but not always what led to it.
 */
final class StateInquiry {
  /** Stamps that are off by more than this are not looked for behind what is sealed. */
  private static final long SEALED_ERROR_NANOS = 3_600_000_000_000L;

  private StateInquiry() {}

  /** What the instant was; null if the state cannot tell. */
  static @Nullable Answer at(GuestView guest, TaiInstant at) {
    TaiInstant sealed = guest.sealedUpTo();
    if (sealed != null && !at.isAfter(sealed)) {
      return null;
    }
    Answer answer = Inquiry.of(guest.guest(), guest.entries(), guest.unsealed().alerts()).at(at);
    return sealed == null || isCertain(answer, guest, sealed) ? answer : null;
  }

  private static boolean isCertain(Answer answer, GuestView guest, TaiInstant sealed) {
    return switch (answer.kind()) {
      case OUTAGE -> isWhole(answer) && coversAsStated(answer, sealed);
      case STALE_WINDOW -> isWhole(answer) && isAfter(Stated.last(answer).restartedAt(), sealed);
      case NO_HOST_EVENT ->
          sealed.nanosUntil(answer.at()) > SEALED_ERROR_NANOS
              && !wasWrongSinceBefore(guest, sealed, answer.at());
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

  /** Whether a stale window that began before the seal may have lasted until an instant. */
  private static boolean wasWrongSinceBefore(GuestView guest, TaiInstant sealed, TaiInstant at) {
    boolean isStill =
        guest.openAlerts().stream()
            .anyMatch(alert -> isUnaccounted(alert) && !alert.at().isAfter(sealed));
    Set<String> opened = new HashSet<>();
    for (Alert alert : guest.unsealed().alerts()) {
      if (!isUnaccounted(alert)) {
        continue;
      }
      if (alert.state() == Alert.State.OPENED) {
        opened.add(alert.alertId());
      } else if (!opened.contains(alert.alertId()) && !at.isAfter(alert.at())) {
        return true;
      }
    }
    return isStill;
  }

  private static boolean isUnaccounted(Alert alert) {
    return alert.violation() == Violation.UNACCOUNTED_TIME;
  }
}
