package io.lapse.cli.verify;

import io.lapse.ledger.account.Entry;
import java.util.List;

/** A file whose claims were put to the proof. */
sealed interface Proven permits LedgerFile, HistoryFile {
  /**
   * An entry that stands.
   *
   * @param where {@code FILE:LINE}
   */
  record StandingLine(String where, Entry entry) {}

  /** What does not hold, as {@code FILE:LINE: message}; empty if the file is true. */
  List<String> complaints();

  /** The standing ledger that the file holds, or that follows from it. */
  List<StandingLine> standing();

  /** What holds, in a line. */
  String summary();
}
