package io.lapse.schemas.json;

import io.lapse.ledger.notice.Notice;

/** A line of {@code notices.jsonl}. */
public final class NoticeJson {
  private NoticeJson() {}

  /** The line, without its LF. */
  public static String write(Notice notice) {
    return JsonLine.of(
        line -> {
          line.text("guest", notice.guest());
          line.text("outage_id", notice.outageId());
          line.number("notice_sequence", notice.noticeSequence());
          line.number("tout_ns", notice.toutNanos());
          line.number("tout_error_ns", notice.toutErrorNanos());
          line.truth("compensated", notice.compensated());
          line.number("remaining_ns", notice.remainingNanos());
        });
  }
}
