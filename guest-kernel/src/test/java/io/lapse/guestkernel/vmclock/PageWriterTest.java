package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWriterTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 2",
    "6, 7, 8",
    "0xfffffffc, 0xfffffffd, 0xfffffffe",
    "0xfffffffe, 0xffffffff, 0",
    "5, 5, 6",
    "0xffffffff, 0xffffffff, 0"
  })
  void seqCount_isOddFirst_andTheNextEvenLast(String before, String odd, String after) {
    SharedBytes memory =
        new SharedBytes(Pages.gigahertz().put(0x0c, 4, Long.decode(before)).bytes());

    long seqCount = PageWriter.update(memory, Pages.gigahertz().page());

    List<SharedBytes.Store> stores = memory.stores();
    assertThat(seqCount).isEqualTo(Long.decode(after));
    assertThat(stores.get(0)).isEqualTo(new SharedBytes.Store(0x0c, 4, Long.decode(odd)));
    assertThat(stores.get(stores.size() - 1))
        .isEqualTo(new SharedBytes.Store(0x0c, 4, Long.decode(after)));
    assertThat(stores.stream().filter(store -> store.offset() < 0x10)).hasSize(2);
  }

  /** A field in one store: no reader sees half of it, whatever it does about seq_count. */
  @Test
  void field_isWrittenAtOnce() {
    SharedBytes memory = new SharedBytes(Pages.blank(0x70).bytes());

    PageWriter.update(memory, Pages.blank(0x70).page());

    assertThat(memory.stores())
        .extracting(SharedBytes.Store::offset)
        .containsExactly(
            0x0c, 0x10, 0x18, 0x20, 0x22, 0x23, 0x24, 0x26, 0x27, 0x28, 0x30, 0x38, 0x40, 0x48,
            0x50, 0x58, 0x60, 0x68, 0x0c);
  }

  @Property
  void updatedMemory_holdsThePage(@ForAll("regions") byte[] region, @ForAll("regions") byte[] old) {
    VmClockPage page = Pages.of(region).page();
    byte[] start = old.length >= page.sizeBytes() ? old : region.clone();
    System.arraycopy(region, 0, start, 0, 0x0c);
    SharedBytes memory = new SharedBytes(start);

    long seqCount = PageWriter.update(memory, page);

    assertThat(Pages.of(memory.bytes()).page())
        .isEqualTo(Pages.of(region).put(0x0c, 4, seqCount).page());
  }

  @Provide
  static Arbitrary<byte[]> regions() {
    return Pages.regions();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0a, 0, counter_id must stay what it is in the memory: 1",
    "0x0b, 0, time_type must stay what it is in the memory: 1",
    "0x08, 2, version must stay what it is in the memory: 1",
    "0x05, 2, size must stay what it is in the memory: 4096"
  })
  void otherDevice_isRefused_andNothingIsWritten(String offset, int value, String message) {
    SharedBytes memory =
        new SharedBytes(Pages.gigahertz().put(Integer.decode(offset), 1, value).bytes());

    assertThatThrownBy(() -> PageWriter.update(memory, Pages.gigahertz().page()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(memory.stores()).isEmpty();
  }
}
