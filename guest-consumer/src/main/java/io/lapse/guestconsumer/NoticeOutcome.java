package io.lapse.guestconsumer;

/** What became of a notice. */
enum NoticeOutcome {
  /** The guest reacted. */
  ANSWERED,
  /** It had reacted before, to this one or to a later one. */
  ALREADY_ANSWERED,
  /** No kernel can stand as the notice says; it is logged. */
  IMPOSSIBLE
}
