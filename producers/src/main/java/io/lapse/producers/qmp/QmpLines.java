package io.lapse.producers.qmp;

import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.Line;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * From lines to messages. A plain line is scanned where it lies; any other, and any of which there
 * is something to complain, is parsed by {@link QmpMessage#parse}, which has the messages.
 *
 * <p>An event is valid until the next line is read.
 */
final class QmpLines {
  /** So long is no name of an event. */
  private static final int WORD_BYTES_MAX = 64;

  /** QEMU writes the answer before its id. */
  private static final String ANSWER = "{\"return\":";

  private static final QmpMessage GREETING = new QmpMessage.Greeting();
  private static final QmpMessage OTHER = new QmpMessage.Other();

  private final QmpScan scan = new QmpScan();
  private final QmpName words = new QmpName();
  private final Scanned timestamp = new Scanned(QmpField.TIMESTAMP);
  private final Scanned data = new Scanned(QmpField.DATA);
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /** The message in a line of a log. */
  QmpMessage message(Line line) throws MalformedException {
    bytes = line.bytes();
    from = line.from();
    to = line.to();
    if (line.isTooLong() && isAnswer()) {
      // An answer that matters has less than 4 KiB.
      return OTHER;
    }
    QmpMessage plain = line.isTooLong() || !scan.scan(bytes, from, to) ? null : plain();
    return plain == null ? QmpMessage.parse(line.text()) : plain;
  }

  private boolean isAnswer() {
    int end = from + ANSWER.length();
    return end <= to && QmpName.is(ANSWER, bytes, from, end);
  }

  private @Nullable QmpMessage plain() {
    if (has(QmpField.EVENT)) {
      return isWord(QmpField.EVENT) && isObjectOrNone(data) && isObjectOrNone(timestamp)
          ? new QmpMessage.Event(word(QmpField.EVENT), data.orNull(), timestamp.orNull())
          : null;
    }
    if (has(QmpField.GREETING)) {
      return GREETING;
    }
    if (has(QmpField.RETURN)) {
      return reply();
    }
    boolean isOther = has(QmpField.ERROR) || has(QmpField.EXECUTE) || has(QmpField.EXEC_OOB);
    return isOther ? OTHER : null;
  }

  /** An answer without a status in words says nothing. */
  private @Nullable QmpMessage reply() {
    if (scan.kind(QmpField.RETURN_STATUS) != QmpScan.Kind.TEXT) {
      return OTHER;
    }
    QmpScan.Kind running = scan.kind(QmpField.RETURN_RUNNING);
    if (running == QmpScan.Kind.TRUE || running == QmpScan.Kind.FALSE) {
      return isWord(QmpField.RETURN_STATUS)
          ? new QmpMessage.RunState(word(QmpField.RETURN_STATUS), running == QmpScan.Kind.TRUE)
          : null;
    }
    return isMigrated() ? new QmpMessage.Migrated(scan.number(QmpField.RETURN_DOWNTIME)) : OTHER;
  }

  private boolean isMigrated() {
    boolean isCompleted =
        QmpName.is(
            "completed",
            bytes,
            scan.begin(QmpField.RETURN_STATUS),
            scan.end(QmpField.RETURN_STATUS));
    if (!isCompleted || scan.kind(QmpField.RETURN_DOWNTIME) != QmpScan.Kind.WHOLE) {
      return false;
    }
    long downtimeMillis = scan.number(QmpField.RETURN_DOWNTIME);
    return downtimeMillis >= 0
        && downtimeMillis <= Integer.MAX_VALUE
        && !(downtimeMillis == 0 && isTotalTimeZero());
  }

  /** Then it came too early, see {@link MigrateReply}. */
  private boolean isTotalTimeZero() {
    return scan.kind(QmpField.RETURN_TOTAL_TIME) == QmpScan.Kind.WHOLE
        && scan.number(QmpField.RETURN_TOTAL_TIME) == 0;
  }

  private boolean has(QmpField field) {
    return scan.kind(field) != QmpScan.Kind.ABSENT;
  }

  private static boolean isObjectOrNone(Scanned fields) {
    return fields.kind() == QmpScan.Kind.OBJECT || fields.isNone();
  }

  private boolean isWord(QmpField field) {
    int length = scan.end(field) - scan.begin(field);
    return scan.kind(field) == QmpScan.Kind.TEXT && length > 0 && length <= WORD_BYTES_MAX;
  }

  private String word(QmpField field) {
    return words.word(bytes, scan.begin(field), scan.end(field));
  }

  /** The fields of an object of the line that was scanned last. */
  private final class Scanned implements QmpFields {
    private final QmpField object;

    private Scanned(QmpField object) {
      this.object = object;
    }

    private QmpScan.Kind kind() {
      return scan.kind(object);
    }

    private boolean isNone() {
      return kind() == QmpScan.Kind.ABSENT || kind() == QmpScan.Kind.NULL;
    }

    private @Nullable QmpFields orNull() {
      return isNone() ? null : this;
    }

    @Override
    public String text(String name) throws MalformedException {
      QmpField field = QmpField.of(object, name);
      return field != null && isWord(field) ? word(field) : parsed().text(name);
    }

    @Override
    public long number(String name) throws MalformedException {
      QmpField field = QmpField.of(object, name);
      return field != null && scan.kind(field) == QmpScan.Kind.WHOLE
          ? scan.number(field)
          : parsed().number(name);
    }

    @Override
    public boolean flagOr(String name, boolean absent) throws MalformedException {
      QmpField field = QmpField.of(object, name);
      if (field == null) {
        return parsed().flagOr(name, absent);
      }
      return switch (scan.kind(field)) {
        case ABSENT, NULL -> absent;
        case TRUE -> true;
        case FALSE -> false;
        case TEXT, WHOLE, FRACTION, OBJECT, LIST -> parsed().flagOr(name, absent);
      };
    }

    private JsonFields parsed() throws MalformedException {
      String line = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      JsonFields fields = JsonFields.of(StrictJson.object(line)).objectOrNull(object.word());
      if (fields == null) {
        throw new IllegalStateException(object.word() + " was scanned, but not parsed: " + line);
      }
      return fields;
    }
  }
}
