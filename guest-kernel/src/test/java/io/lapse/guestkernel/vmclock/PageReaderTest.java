package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.vmclock.Decoded.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader never returns a page that was not there as a whole. */
class PageReaderTest {
  private static Decoded neverQuiet(int tries) {
    return new Decoded.Refused(
        Reason.NEVER_QUIET,
        0x0c,
        "an even seq_count that stays while the page is read",
        "another, or an odd one, at each of " + tries + " tries");
  }

  /** A page in which every field that may change says which update wrote it. */
  private static VmClockPage version(int size, long seqCount, int version) {
    Pages page = Pages.blank(size);
    for (int offset = 0x10; offset < size; offset++) {
      page.put(offset, 1, version);
    }
    return page.put(0x0c, 4, seqCount).page();
  }

  private static List<SharedBytes.Store> updates(VmClockPage before, VmClockPage... pages) {
    SharedBytes memory = new SharedBytes(PageCodec.encode(before));
    Arrays.stream(pages).forEach(page -> PageWriter.update(memory, page));
    return memory.stores();
  }

  @Test
  void quietPage_isRead() {
    VmClockPage page = Pages.gigahertz().page();
    SharedBytes memory = new SharedBytes(PageCodec.encode(page));

    assertThat(PageReader.read(memory, 1)).isEqualTo(new Decoded.Page(page));
  }

  /** The smallest page; seq_count goes round on the way. */
  @Test
  void twoUpdates_inEveryOrder_noTornPage() {
    VmClockPage first = version(0x20, 0xffff_fffeL, 1);
    VmClockPage second = version(0x20, 0, 2);
    VmClockPage third = version(0x20, 2, 3);

    Map<Decoded, Integer> outcomes = outcomes(3, Integer.MAX_VALUE, first, second, third);

    assertThat(schedules(outcomes)).isEqualTo(15_686);
    assertThat(outcomes).containsOnlyKeys(whole(3, first, second, third));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x21, 0x28, 0x30, 0x38, 0x40})
  void oneUpdate_inEveryOrder_noTornPage(int size) {
    VmClockPage first = version(size, 0, 1);
    VmClockPage second = version(size, 2, 2);

    Map<Decoded, Integer> outcomes = outcomes(3, Integer.MAX_VALUE, first, second);

    assertThat(outcomes).containsOnlyKeys(whole(3, first, second));
  }

  /** All fields, and some bytes of a newer ABI, with a writer that is interrupted twice. */
  @ParameterizedTest
  @ValueSource(ints = {0x70, 0x73})
  void oneUpdate_inThreeBursts_noTornPage(int size) {
    VmClockPage first = version(size, 0, 1);
    VmClockPage second = version(size, 2, 2);

    Map<Decoded, Integer> outcomes = outcomes(2, 3, first, second);

    assertThat(schedules(outcomes)).isGreaterThan(100_000);
    assertThat(outcomes).containsOnlyKeys(whole(2, first, second));
  }

  private static int schedules(Map<Decoded, Integer> outcomes) {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<Decoded, Integer> outcomes(
      int triesMax, int burstsMax, VmClockPage first, VmClockPage... next) {
    byte[] start = PageCodec.encode(first);
    return Schedules.outcomes(start, updates(first, next), triesMax, burstsMax);
  }

  /** What a reader may see; each is seen by one at least. */
  private static Decoded[] whole(int triesMax, VmClockPage... pages) {
    return Stream.concat(
            Arrays.stream(pages).map(Decoded.Page::new), Stream.of(neverQuiet(triesMax)))
        .toArray(Decoded[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void updateThatNeverEnds_isGivenUp_afterSoManyTries(int triesMax) {
    byte[] bytes = Pages.gigahertz().put(0x0c, 4, 7).bytes();
    SharedBytes memory = new SharedBytes(bytes);
    PageReader.read(memory, 1);
    int once = memory.loads();

    Decoded decoded = PageReader.read(memory, triesMax);

    assertThat(decoded).isEqualTo(neverQuiet(triesMax));
    assertThat(memory.loads() - once).isEqualTo(once + triesMax - 1);
  }

  @Test
  void noTries_areNoQuestion() {
    SharedBytes memory = new SharedBytes(Pages.gigahertz().bytes());

    assertThatThrownBy(() -> PageReader.read(memory, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("triesMax must be at least 1: 0");
  }

  /** It is known at once: what is no page need not come to rest. */
  @Test
  void noPage_isToldWithoutWaiting() {
    byte[] bytes = Pages.gigahertz().put(0x0c, 4, 7).put(0x08, 2, 2).bytes();

    assertThat(PageReader.read(new SharedBytes(bytes), 1))
        .extracting("reason")
        .isEqualTo(Reason.WRONG_VERSION);
    assertThat(PageReader.read(new SharedBytes(new byte[0x1f]), 1))
        .extracting("reason")
        .isEqualTo(Reason.REGION_TOO_SHORT);
  }

  /** What lies beyond the page may be anything, and is not read. */
  @Test
  void longerRegion_isReadToTheEndOfThePage() {
    byte[] region = Arrays.copyOf(Pages.blank(0x20).bytes(), 0x3000);
    SharedBytes memory = new SharedBytes(region);

    Decoded decoded = PageReader.read(memory, 1);

    assertThat(decoded).isEqualTo(new Decoded.Page(Pages.blank(0x20).page()));
    assertThat(memory.loads()).isLessThan(20);
  }
}
