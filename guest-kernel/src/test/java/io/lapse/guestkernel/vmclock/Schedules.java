package io.lapse.guestkernel.vmclock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader beside a writer, in every order that their accesses can have: before each load of the
 * reader the writer makes none, one, or more of its next stores.
 *
 * <p>Loads of constant fields alone are no place to choose: no store changes what they see.
 */
final class Schedules {
  private final byte[] start;
  private final List<SharedBytes.Store> stores;
  private final int burstsMax;
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> choicesMax = new ArrayList<>();
  private final Map<Decoded, Integer> outcomes = new HashMap<>();

  private Schedules(byte[] start, List<SharedBytes.Store> stores, int burstsMax) {
    this.start = start;
    this.stores = stores;
    this.burstsMax = burstsMax;
  }

  /**
   * How often each outcome of the reader is seen.
   *
   * @param burstsMax so many times the writer gets its turn at most
   */
  static Map<Decoded, Integer> outcomes(
      byte[] start, List<SharedBytes.Store> stores, int triesMax, int burstsMax) {
    Schedules schedules = new Schedules(start, stores, burstsMax);
    do {
      Decoded outcome = PageReader.read(schedules.new Interleaved(), triesMax);
      schedules.outcomes.merge(outcome, 1, Integer::sum);
    } while (schedules.next());
    return schedules.outcomes;
  }

  /** Goes on to the next schedule: the last choice that can be raised is. */
  private boolean next() {
    int last = choices.size() - 1;
    while (last >= 0 && choices.get(last).equals(choicesMax.get(last))) {
      choices.remove(last);
      choicesMax.remove(last);
      last--;
    }
    if (last >= 0) {
      choices.set(last, choices.get(last) + 1);
    }
    return last >= 0;
  }

  private final class Interleaved extends SharedBytes {
    private int position;
    private int stored;
    private int bursts;

    Interleaved() {
      super(start);
    }

    @Override
    public long load(int offset, int widthBytes) {
      if (offset + widthBytes > 0x0c) {
        writeOn();
      }
      return super.load(offset, widthBytes);
    }

    private void writeOn() {
      if (position == choices.size()) {
        choices.add(0);
        choicesMax.add(bursts < burstsMax ? stores.size() - stored : 0);
      }
      bursts += choices.get(position) > 0 ? 1 : 0;
      for (int i = 0; i < choices.get(position); i++) {
        store(stores.get(stored++));
      }
      position++;
    }
  }
}
