package io.lapse.streamsapp.alert;

/** A message that the receiver has not taken yet. */
final class Waiting {
  /** No record: the sink says so by itself. */
  static final long NO_OFFSET = -1;

  final StandingAlert standing;
  final AlertMessage message;
  final long offset;

  /** Of the record, in ms UTC. */
  final long appendedMillis;

  /** How often the receiver answered that it does not take it. */
  int answers;

  /** When it did so first; steady. */
  long firstAnswerMillis;

  /** Steady. */
  long notBeforeMillis;

  Waiting(StandingAlert standing, AlertMessage message, long offset, long appendedMillis) {
    this.standing = standing;
    this.message = message;
    this.offset = offset;
    this.appendedMillis = appendedMillis;
  }

  boolean isRecord() {
    return offset != NO_OFFSET;
  }

  /** How many may go with it: fewer each time, until it is alone. */
  int companyMax(int batchMax) {
    return standing.alone ? 1 : Math.max(1, batchMax >> Math.min(answers, Integer.SIZE - 1));
  }
}
