package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that has no form in bytes cannot be made. */
class VmClockPageTest {

  /** A page of 0x28 bytes: it ends with the shift of the period. */
  private static VmClockPage page(
      int sizeBytes,
      long seqCount,
      int pad,
      int taiOffsetSec,
      int shift,
      @Nullable Long counterValue,
      int restBytes) {
    return new VmClockPage(
        sizeBytes,
        Coded.of(CounterId.X86_TSC),
        Coded.of(TimeType.TAI),
        seqCount,
        1,
        new Flags(0),
        pad,
        Coded.of(ClockStatus.SYNCHRONIZED),
        Coded.of(SmearingHint.STRICT),
        taiOffsetSec,
        Coded.of(LeapIndicator.NONE),
        shift,
        counterValue,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Octets.zeros(restBytes));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          0x28    | 4          | 0     | 37    | 31  | - | 0  |
          0x2f    | 4294967294 | 65535 | -32768 | 255 | - | 7 |
          0x1f    | 4          | 0     | 37    | 31  | - | 0  | sizeBytes must be from 32 to 65536: 31
          0x10001 | 4          | 0     | 37    | 31  | - | 0  | sizeBytes must be from 32 to 65536: 65537
          0x28    | -2         | 0     | 37    | 31  | - | 0  | seqCount must be from 0 to 4294967294: -2
          0x28    | 4294967296 | 0     | 37    | 31  | - | 0  | seqCount must be from 0 to 4294967294: 4294967296
          0x28    | 5          | 0     | 37    | 31  | - | 0  | seqCount must be even: 5
          0x28    | 4          | 65536 | 37    | 31  | - | 0  | pad must be from 0 to 65535: 65536
          0x28    | 4          | 0     | 32768 | 31  | - | 0  | taiOffsetSec must be from -32768 to 32767: 32768
          0x28    | 4          | 0     | 37    | 256 | - | 0  | counterPeriodShift must be from 0 to 255: 256
          0x28    | 4          | 0     | 37    | 31  | 0 | 0  | counter_value must be there if, and only if, it ends by 0x28
          0x30    | 4          | 0     | 37    | 31  | - | 0  | counter_value must be there if, and only if, it ends by 0x30
          0x30    | 4          | 0     | 37    | 31  | - | 8  | rest must follow the last field: 0x28
          0x28    | 4          | 0     | 37    | 31  | - | 41 | rest.length must be from 0 to 40: 41
          """)
  void page_hasAForm(
      String size,
      long seqCount,
      int pad,
      int taiOffsetSec,
      int shift,
      Long counterValue,
      int restBytes,
      String message) {
    int sizeBytes = Integer.decode(size);

    if (message == null) {
      VmClockPage page =
          page(sizeBytes, seqCount, pad, taiOffsetSec, shift, counterValue, restBytes);
      assertThat(PageCodec.decode(PageCodec.encode(page))).isEqualTo(new Decoded.Page(page));
      return;
    }
    assertThatThrownBy(
            () -> page(sizeBytes, seqCount, pad, taiOffsetSec, shift, counterValue, restBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void offset_isValidIfItsFlagSaysSo() {
    VmClockPage stated = Pages.gigahertz().page();
    VmClockPage unstated = Pages.gigahertz().put(0x18, 8, 0).page();
    VmClockPage absent = Pages.blank(0x24).put(0x18, 8, 1).page();

    assertThat(stated.validTaiOffsetSec()).contains(37);
    assertThat(unstated.validTaiOffsetSec()).isEmpty();
    assertThat(absent.validTaiOffsetSec()).isEmpty();
  }

  @Test
  void rest_isEqualByItsBytes() {
    VmClockPage zeros = Pages.blank(0x72).page();
    VmClockPage newer = Pages.blank(0x72).put(0x71, 1, 9).page();

    assertThat(newer)
        .isNotEqualTo(zeros)
        .hasSameHashCodeAs(Pages.of(PageCodec.encode(newer)).page());
    assertThat(newer.rest().nonZero()).isEqualTo(1);
    assertThat(newer.rest()).hasToString("2 bytes, 1 not zero");
  }
}
