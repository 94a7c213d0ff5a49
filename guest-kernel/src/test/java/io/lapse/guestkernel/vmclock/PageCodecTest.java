package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.vmclock.Decoded.Reason;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of the page, byte for byte, and what is no page. */
class PageCodecTest {

  /** From counter_id on, the byte at offset n is n + 0x80: a field says where it was read. */
  private static Pages distinct() {
    Pages page = Pages.blank(0x70);
    for (int offset = 0x0a; offset < 0x70; offset++) {
      page.put(offset, 1, 0x80 + offset);
    }
    return page;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAGIC                                 | 4b4c4356
          SIZE                                  | 70
          VERSION                               | 1
          COUNTER_ID                            | 8a
          TIME_TYPE                             | 8b
          SEQ_COUNT                             | 8f8e8d8c
          DISRUPTION_MARKER                     | 9796959493929190
          FLAGS                                 | 9f9e9d9c9b9a9998
          PAD                                   | a1a0
          CLOCK_STATUS                          | a2
          LEAP_SECOND_SMEARING_HINT             | a3
          TAI_OFFSET_SEC                        | ffffffffffffa5a4
          LEAP_INDICATOR                        | a6
          COUNTER_PERIOD_SHIFT                  | a7
          COUNTER_VALUE                         | afaeadacabaaa9a8
          COUNTER_PERIOD_FRAC_SEC               | b7b6b5b4b3b2b1b0
          COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC | bfbebdbcbbbab9b8
          COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC | c7c6c5c4c3c2c1c0
          TIME_SEC                              | cfcecdcccbcac9c8
          TIME_FRAC_SEC                         | d7d6d5d4d3d2d1d0
          TIME_ESTERROR_NANOSEC                 | dfdedddcdbdad9d8
          TIME_MAXERROR_NANOSEC                 | e7e6e5e4e3e2e1e0
          VM_GENERATION_COUNTER                 | efeeedecebeae9e8
          """)
  void field_isWhereTheAbiHasIt(Field field, String hexadecimal) {
    VmClockPage page = distinct().page();

    assertThat(Long.toHexString(Objects.requireNonNull(page.value(field)))).isEqualTo(hexadecimal);
    assertThat(PageCodec.encode(page)).isEqualTo(distinct().bytes());
  }

  @Test
  void record_namesItsFieldsAsTheAbi() {
    VmClockPage page = distinct().page();

    assertThat(page.sizeBytes()).isEqualTo(0x70);
    assertThat(page.counterId().code()).isEqualTo(0x8a);
    assertThat(page.timeType().code()).isEqualTo(0x8b);
    assertThat(page.clockStatus()).isEqualTo(new Coded<>(ClockStatus.class, 0xa2));
    assertThat(page.leapSecondSmearingHint()).isEqualTo(new Coded<>(SmearingHint.class, 0xa3));
    assertThat(page.taiOffsetSec()).isEqualTo((short) 0xa5a4);
    assertThat(page.leapIndicator()).isEqualTo(new Coded<>(LeapIndicator.class, 0xa6));
    assertThat(page.timeFracSec()).isEqualTo(0xd7d6d5d4d3d2d1d0L);
    assertThat(page.timeEsterrorNanosec()).isEqualTo(0xdfdedddcdbdad9d8L);
    assertThat(page.rest().length()).isZero();
  }

  /** A field is there if all of it is within size; what is cut off, or follows, is kept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x20   | FLAGS                 | PAD                   | 0
          0x21   | FLAGS                 | PAD                   | 1
          0x22   | PAD                   | CLOCK_STATUS          | 0
          0x26   | TAI_OFFSET_SEC        | LEAP_INDICATOR        | 0
          0x2f   | COUNTER_PERIOD_SHIFT  | COUNTER_VALUE         | 7
          0x58   | TIME_FRAC_SEC         | TIME_ESTERROR_NANOSEC | 0
          0x68   | TIME_MAXERROR_NANOSEC | VM_GENERATION_COUNTER | 0
          0x6f   | TIME_MAXERROR_NANOSEC | VM_GENERATION_COUNTER | 7
          0x70   | VM_GENERATION_COUNTER |                       | 0
          0x1000 | VM_GENERATION_COUNTER |                       | 3984
          """)
  void fieldsBeyondSize_areAbsent(int size, Field last, Field absent, int rest) {
    VmClockPage page = Pages.blank(size).page();

    assertThat(page.value(last)).isNotNull();
    assertThat(absent == null ? null : page.value(absent)).isNull();
    assertThat(page.rest().length()).isEqualTo(rest);
  }

  @Property
  void encode_ofWhatWasDecoded_givesTheSameBytes(@ForAll("regions") byte[] region) {
    VmClockPage page = Pages.of(region).page();

    byte[] encoded = PageCodec.encode(page);

    assertThat(encoded).isEqualTo(Arrays.copyOf(region, page.sizeBytes()));
    assertThat(Pages.of(encoded).page()).isEqualTo(page);
  }

  @Property
  void decode_isTotal(
      @ForAll("regions") byte[] region,
      @ForAll @IntRange(max = 0x20) int at,
      @ForAll @Size(max = 12) byte[] spoiled) {
    byte[] bytes = region.clone();
    System.arraycopy(spoiled, 0, bytes, Math.min(at, 0x20 - spoiled.length), spoiled.length);

    Decoded decoded = PageCodec.decode(Arrays.copyOf(bytes, bytes.length - at));

    assertThat(decoded).isNotNull();
  }

  @Provide
  static Arbitrary<byte[]> regions() {
    return Pages.regions();
  }

  /** What is written over a good page of 0x70 bytes, and what is said then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x00 | 4 | 0          | WRONG_MAGIC        | 0x00 | the magic 0x4b4c4356                | 0x0
          0x00 | 4 | 0x56434c4b | WRONG_MAGIC        | 0x00 | the magic 0x4b4c4356                | 0x56434c4b
          0x08 | 2 | 2          | WRONG_VERSION      | 0x08 | version 1                           | 2
          0x08 | 2 | 0          | WRONG_VERSION      | 0x08 | version 1                           | 0
          0x08 | 2 | 0xffff     | WRONG_VERSION      | 0x08 | version 1                           | 65535
          0x04 | 4 | 0          | SIZE_TOO_SMALL     | 0x04 | a size of at least 0x20             | 0x0
          0x04 | 4 | 0x1f       | SIZE_TOO_SMALL     | 0x04 | a size of at least 0x20             | 0x1f
          0x04 | 4 | 0x71       | SIZE_BEYOND_REGION | 0x04 | a size of at most the region's 0x70 | 0x71
          0x04 | 4 | 0x10000    | SIZE_BEYOND_REGION | 0x04 | a size of at most the region's 0x70 | 0x10000
          0x04 | 4 | 0x10001    | SIZE_TOO_LARGE     | 0x04 | a size of at most 0x10000           | 0x10001
          0x04 | 4 | 0xffffffff | SIZE_TOO_LARGE     | 0x04 | a size of at most 0x10000           | 0xffffffff
          0x0c | 4 | 7          | UPDATE_IN_PROGRESS | 0x0c | an even seq_count                   | 7, an update in progress
          0x0c | 4 | 0xffffffff | UPDATE_IN_PROGRESS | 0x0c | an even seq_count                   | 4294967295, an update in progress
          """)
  void noPage_saysWhatWasExpectedAndFound(
      int at, int width, String value, Reason reason, int offset, String expected, String found) {
    byte[] region = distinct().put(at, width, Long.decode(value)).bytes();

    Decoded decoded = PageCodec.decode(region);

    assertThat(decoded).isEqualTo(new Decoded.Refused(reason, offset, expected, found));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 0x1f})
  void shortRegion_isRefused(int length) {
    Decoded decoded = PageCodec.decode(Arrays.copyOf(distinct().bytes(), length));

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Refused(
                Reason.REGION_TOO_SHORT,
                length,
                "at least 0x20 bytes",
                length == 0 ? "none" : "0x" + Integer.toHexString(length)));
  }

  @Test
  void severalFaults_theFirstIsTold() {
    Pages page = distinct().put(0x0c, 4, 7).put(0x04, 4, 0x71).put(0x08, 2, 2);

    assertThat(PageCodec.decode(page.bytes())).extracting("reason").isEqualTo(Reason.WRONG_VERSION);
    assertThat(PageCodec.decode(page.put(0x00, 4, 0).bytes()))
        .extracting("reason")
        .isEqualTo(Reason.WRONG_MAGIC);
    assertThat(PageCodec.decode(page.put(0x00, 4, 0x4b4c4356L).put(0x08, 2, 1).bytes()))
        .extracting("reason")
        .isEqualTo(Reason.SIZE_BEYOND_REGION);
  }
}
