package io.lapse.ledger.account;

import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * How far a guest's inputs, and what follows from them, have come.
 *
 * @param historyCount how many history records there are
 * @param noticeSequence of the last notice; 0 before the first
 * @param watermark how far the inputs have come
 * @param sealAt the size of the tail at which it is looked at for what may be sealed
 */
public record GuestCounts(long historyCount, long noticeSequence, Watermark watermark, int sealAt) {

  static GuestCounts of(GuestState.Snapshot saved) {
    return new GuestCounts(
        saved.historyCount(), saved.noticeSequence(), saved.watermark(), saved.sealAt());
  }

  /** So many inputs are sealed at once, if they may be: half of the tail, then. */
  int enough() {
    return sealAt / 2;
  }

  /**
   * After it was looked at.
   *
   * @param upTo up to where it was sealed; null if it was not
   */
  GuestCounts sealed(@Nullable TaiInstant upTo, int nextSealAt) {
    Watermark sealed = upTo == null ? watermark : watermark.sealedUpTo(upTo);
    return new GuestCounts(historyCount, noticeSequence, sealed, nextSealAt);
  }
}
