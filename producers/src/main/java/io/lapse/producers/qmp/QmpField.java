package io.lapse.producers.qmp;

import java.util.Arrays;
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
  RETURN_TOTAL_TIME(RETURN, "total-time"),
  ERROR(null, "error"),
  EXECUTE(null, "execute"),
  EXEC_OOB(null, "exec-oob");

  private static final QmpField[] ALL = values();

  static final int COUNT = ALL.length;

  private static final QmpField[] OUTERMOST = in(null);

  private static final QmpField[][] MEMBERS =
      Arrays.stream(ALL).map(QmpField::in).toArray(QmpField[][]::new);

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
    for (QmpField field : within == null ? OUTERMOST : within.members()) {
      // A key that is not below 0 is the name itself.
      if (field.key == key && (key >= 0 || QmpName.is(field.word, bytes, from, to))) {
        return field;
      }
    }
    return null;
  }

  /** The field of that name in {@code within}; null if it is none of these. */
  static @Nullable QmpField of(QmpField within, String name) {
    for (QmpField field : within.members()) {
      if (field.word.equals(name)) {
        return field;
      }
    }
    return null;
  }

  private QmpField[] members() {
    return MEMBERS[slot()];
  }

  /** Its place in an array of {@link #COUNT}. */
  @SuppressWarnings("EnumOrdinal") // An array, because an EnumMap is slower; it is not kept.
  int slot() {
    return ordinal();
  }

  private static QmpField[] in(@Nullable QmpField within) {
    return Arrays.stream(ALL).filter(field -> field.within == within).toArray(QmpField[]::new);
  }
}
