package io.lapse.producers.qmp;

import org.jspecify.annotations.Nullable;

/** The fields of a message that matter, each by its name and the object that it stands in. */
enum QmpField {
  GREETING(null, "QMP"),
  EVENT(null, "event"),
  TIMESTAMP(null, "timestamp"),
  SECONDS(TIMESTAMP, "seconds"),
  MICROSECONDS(TIMESTAMP, "microseconds"),
  DATA(null, "data"),
  DATA_STATUS(DATA, "status"),
  DATA_GUEST(DATA, "guest"),
  RETURN(null, "return"),
  RETURN_STATUS(RETURN, "status"),
  RETURN_RUNNING(RETURN, "running"),
  RETURN_DOWNTIME(RETURN, "downtime"),
  ERROR(null, "error"),
  EXECUTE(null, "execute"),
  EXEC_OOB(null, "exec-oob");

  private static final QmpField[] ALL = values();

  static final int COUNT = ALL.length;

  /** The object that it stands in; null for the outermost. */
  private final @Nullable QmpField within;

  private final String word;
  private final long key;

  QmpField(@Nullable QmpField within, String word) {
    this.within = within;
    this.word = word;
    this.key = QmpName.key(word);
  }

  String word() {
    return word;
  }

  /** The field of that name and key in {@code within}; null if it is none of these. */
  static @Nullable QmpField of(
      @Nullable QmpField within, long key, byte[] bytes, int from, int to) {
    for (QmpField field : ALL) {
      if (field.key == key && field.within == within && QmpName.is(field.word, bytes, from, to)) {
        return field;
      }
    }
    return null;
  }

  /** The field of that name in {@code within}; null if it is none of these. */
  static @Nullable QmpField of(QmpField within, String name) {
    for (QmpField field : ALL) {
      if (field.within == within && field.word.equals(name)) {
        return field;
      }
    }
    return null;
  }
}
