package io.lapse.producers.qmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the bytes of a line that is plain JSON: one object, printable ASCII without
 * escapes, no name twice in an object, nothing deep or large. It finds where the {@link QmpField}s
 * stand, and decodes nothing. What is not plain need not be wrong; another parser says so.
 */
final class QmpScan {
  private static final int DEPTH_MAX = 24;
  private static final int NAMES_MAX = 256;

  /** Of any length up to this one a number is within the limits of any parser, and of 64 bits. */
  private static final int NUMBER_BYTES_MAX = 18;

  /** What a value is. */
  enum Kind {
    ABSENT,
    TEXT,
    TRUE,
    FALSE,
    NULL,
    WHOLE,
    FRACTION,
    OBJECT,
    LIST;

    /** Its place in {@link #KINDS}. */
    @SuppressWarnings("EnumOrdinal") // A byte, because it is written often; it is not kept.
    private byte code() {
      return (byte) ordinal();
    }
  }

  private static final Kind[] KINDS = Kind.values();

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** The keys of the names of the objects that are open. */
  private final long[] names = new long[NAMES_MAX];

  private int nameCount;

  /** The codes of their kinds. */
  private final byte[] kinds = new byte[QmpField.COUNT];

  private final int[] begins = new int[QmpField.COUNT];
  private final int[] ends = new int[QmpField.COUNT];
  private Kind kind = Kind.ABSENT;

  /** Whether what stands between is one plain object. */
  boolean scan(byte[] line, int from, int to) {
    bytes = line;
    at = from;
    end = to;
    nameCount = 0;
    Arrays.fill(kinds, Kind.ABSENT.code());
    blanks();
    if (!take('{') || !object(1, null)) {
      return false;
    }
    blanks();
    return at == end;
  }

  Kind kind(QmpField field) {
    return KINDS[kinds[field.slot()]];
  }

  /** Where the value begins; a text without its quotes. */
  int begin(QmpField field) {
    return begins[field.slot()];
  }

  int end(QmpField field) {
    return ends[field.slot()];
  }

  /** The value of a {@link Kind#WHOLE} number. */
  long number(QmpField field) {
    int from = begin(field);
    boolean negative = bytes[from] == '-';
    long number = 0;
    for (int i = negative ? from + 1 : from; i < end(field); i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return negative ? -number : number;
  }

  /** Behind its brace. */
  private boolean object(int depth, @Nullable QmpField within) {
    int first = nameCount;
    long seen = 0;
    blanks();
    if (take('}')) {
      return true;
    }
    do {
      blanks();
      int nameBegin = at + 1;
      if (!take('"') || !name()) {
        return false;
      }
      long mark = QmpName.mark(names[nameCount - 1]);
      if ((seen & mark) != 0 && !isFirst(first)) {
        return false;
      }
      seen |= mark;
      QmpField field = field(depth, within, nameBegin);
      blanks();
      if (!take(':') || !member(depth, field)) {
        return false;
      }
      blanks();
    } while (take(','));
    nameCount = first;
    return take('}');
  }

  private boolean member(int depth, @Nullable QmpField field) {
    blanks();
    int from = at;
    if (!value(depth, field)) {
      return false;
    }
    if (field != null) {
      int quote = kind == Kind.TEXT ? 1 : 0;
      kinds[field.slot()] = kind.code();
      begins[field.slot()] = from + quote;
      ends[field.slot()] = at - quote;
    }
    return true;
  }

  /** Behind its first quote: a text of which the key is put with the others. */
  private boolean name() {
    int from = at;
    if (nameCount == NAMES_MAX) {
      return false;
    }
    byte[] in = bytes;
    long key = 0;
    for (int i = from; i < end; i++) {
      byte b = in[i];
      if (b == '"') {
        at = i + 1;
        names[nameCount++] = QmpName.finished(key, i - from);
        return true;
      }
      if (!isPlain(b)) {
        return false;
      }
      key = QmpName.with(key, b);
    }
    return false;
  }

  /** Whether no other name of the object that began with the {@code first} is like the last. */
  private boolean isFirst(int first) {
    long key = names[nameCount - 1];
    for (int i = first; i < nameCount - 1; i++) {
      if (names[i] == key) {
        return false;
      }
    }
    return true;
  }

  private @Nullable QmpField field(int depth, @Nullable QmpField within, int nameBegin) {
    boolean canBeOne = depth == 1 || (depth == 2 && within != null);
    return canBeOne ? QmpField.of(within, names[nameCount - 1], bytes, nameBegin, at - 1) : null;
  }

  /** Sets {@link #kind} to what it is. */
  private boolean value(int depth, @Nullable QmpField field) {
    if (at == end) {
      return false;
    }
    return switch (bytes[at]) {
      case '"' -> take('"') && text() && is(Kind.TEXT);
      case '{' -> depth < DEPTH_MAX && take('{') && object(depth + 1, field) && is(Kind.OBJECT);
      case '[' -> depth < DEPTH_MAX && take('[') && list(depth + 1) && is(Kind.LIST);
      case 't' -> word("true") && is(Kind.TRUE);
      case 'f' -> word("false") && is(Kind.FALSE);
      case 'n' -> word("null") && is(Kind.NULL);
      default -> number();
    };
  }

  private boolean is(Kind found) {
    kind = found;
    return true;
  }

  private boolean list(int depth) {
    blanks();
    if (take(']')) {
      return true;
    }
    do {
      blanks();
      if (!value(depth, null)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take(']');
  }

  /** Behind its first quote. */
  private boolean text() {
    byte[] in = bytes;
    int i = at;
    for (int to = end; i < to; i++) {
      byte b = in[i];
      if (b == '"') {
        at = i + 1;
        return true;
      }
      if (!isPlain(b)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '\\' && b != 0x7F;
  }

  private boolean number() {
    int from = at;
    take('-');
    int digits = at;
    if (!digits() || (bytes[digits] == '0' && at > digits + 1)) {
      return false;
    }
    kind = Kind.WHOLE;
    if (take('.')) {
      kind = Kind.FRACTION;
      return digits() && at - from <= NUMBER_BYTES_MAX;
    }
    // An exponent is not plain: what follows is neither a comma nor an end.
    return at - from <= NUMBER_BYTES_MAX;
  }

  private boolean digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > from;
  }

  private boolean word(String word) {
    int to = at + word.length();
    if (to > end || !QmpName.is(word, bytes, at, to)) {
      return false;
    }
    at = to;
    return true;
  }

  private boolean take(char c) {
    if (at < end && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }
}
