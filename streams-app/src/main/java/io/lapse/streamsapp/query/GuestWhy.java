package io.lapse.streamsapp.query;

import io.lapse.ledger.query.Answer;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.records.GuestTopics.Past;
import io.lapse.streamsapp.records.UnreadException;
import org.jspecify.annotations.Nullable;

/**
 * What an instant was to a guest: as its state tells it; where that cannot, as its history on the
 * topic does. What was not looked at is never said to have been nothing.
 */
public final class GuestWhy {
  private GuestWhy() {}

  /** The past of a guest, when it is needed. */
  public interface PastReader {
    Past past(String guest) throws UnreadException;
  }

  /**
   * Answers.
   *
   * @return null if what would tell is gone
   * @throws UnreadException if the history is needed, and could not be read now
   */
  public static @Nullable Answer at(GuestView guest, TaiInstant at, PastReader reader)
      throws UnreadException {
    Answer answer = StateInquiry.at(guest, at);
    return answer != null ? answer : new PastInquiry(guest, reader.past(guest.guest())).at(at);
  }
}
