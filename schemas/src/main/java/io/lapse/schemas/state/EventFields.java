package io.lapse.schemas.state;

import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of one event, one after another: figures, and the places of texts. */
abstract class EventFields {
  private @Nullable Packing packing;
  private long atNanos;

  void begin(Packing places, long at) {
    packing = places;
    atNanos = at;
  }

  long atNanos() {
    return atNanos;
  }

  abstract EventFields number(long value);

  /** Puts a text by its place. */
  abstract void place(int text);

  EventFields flag(boolean value) {
    return number(value ? 1 : 0);
  }

  <E extends Enum<E>> EventFields choice(Ranks<E> ranks, E value) {
    return number(ranks.of(value));
  }

  /** Null: 0. Else 1, and the number. */
  EventFields optional(@Nullable Long value) {
    return value == null ? number(0) : number(1).number(value);
  }

  EventFields time(TaiInstant value) {
    return number(value.nanos() - atNanos);
  }

  EventFields text(@Nullable String value) {
    place(Objects.requireNonNull(packing).text(value));
    return this;
  }

  /** As they stand in a record. */
  static final class Listed extends EventFields {
    private final List<Long> numbers = new ArrayList<>();
    private final List<Integer> texts = new ArrayList<>();

    Listed(Packing packing, long atNanos) {
      begin(packing, atNanos);
    }

    @Override
    EventFields number(long value) {
      numbers.add(value);
      return this;
    }

    @Override
    void place(int text) {
      texts.add(text);
    }

    List<Long> numbers() {
      return numbers;
    }

    List<Integer> texts() {
      return texts;
    }
  }

  /** As Avro encodes them: two lists, each in one block. */
  static final class Encoded extends EventFields {
    private static final ThreadLocal<Encoded> OF_THREAD = ThreadLocal.withInitial(Encoded::new);

    private final AvroBytes numbers = new AvroBytes();
    private final AvroBytes texts = new AvroBytes();
    private int numberCount;
    private int textCount;

    /**
     * Those of an event, none yet. Each thread has one, which is empty again.
     *
     * @param packing where texts have their places
     * @param atNanos its stamp, which times are counted from
     */
    static Encoded of(Packing packing, long atNanos) {
      Encoded fields = OF_THREAD.get();
      fields.begin(packing, atNanos);
      return fields;
    }

    @Override
    void begin(Packing packing, long atNanos) {
      super.begin(packing, atNanos);
      numbers.clear();
      texts.clear();
      numberCount = 0;
      textCount = 0;
    }

    @Override
    EventFields number(long value) {
      numbers.number(value);
      numberCount++;
      return this;
    }

    @Override
    void place(int text) {
      texts.number(text);
      textCount++;
    }

    void writeTo(AvroBytes out) {
      write(out, numberCount, numbers);
      write(out, textCount, texts);
    }

    private static void write(AvroBytes out, int count, AvroBytes items) {
      if (count > 0) {
        out.number(count).raw(items);
      }
      out.number(0);
    }
  }
}
