package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.vmclock.Restart.Arrival;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guest sees after a notice. */
class DisruptionTest {
  private static final TaiInstant AT = new TaiInstant(1_795_383_428_186_698_123L);
  private static final CounterPeriod PERIOD = CounterPeriod.ofKhz(2_445_406).orElseThrow();

  private static Restart restart(long noticeSequence, Arrival arrival) {
    return new Restart(noticeSequence, arrival, AT, 5_101_000L, true, 77, 37);
  }

  private static VmClockPage after(@Nullable VmClockPage before, long sequence, Arrival arrival) {
    return Disruption.after(before, PERIOD, restart(sequence, arrival));
  }

  /** The fraction: {@code python3 -c 'print(hex(-(-(186698123 << 64) // 10**9)))'}. */
  @Test
  void firstNotice_makesThePage() {
    VmClockPage page = after(null, 1, Arrival.CONTINUED);

    assertThat(page)
        .isEqualTo(
            Pages.blank(0x1000)
                .put(0x0a, 1, 1)
                .put(0x0b, 1, 1)
                .put(0x0c, 4, 2)
                .put(0x10, 8, 1)
                .put(0x18, 8, 0x141)
                .put(0x22, 1, 2)
                .put(0x24, 2, 37)
                .put(0x27, 1, 31)
                .put(0x28, 8, 77)
                .put(0x30, 8, 0xe0cfc9cc4ec40b39L)
                .put(0x48, 8, 1_795_383_428L)
                .put(0x50, 8, 0x2fcb72bc82743076L)
                .put(0x60, 8, 5_101_000)
                .page());
  }

  @Test
  void unknownTsc_namesNoCounter_andKeepsTheTime() {
    VmClockPage page = Disruption.after(null, null, restart(1, Arrival.CONTINUED));

    assertThat(page.counterId()).isEqualTo(Coded.of(CounterId.INVALID));
    assertThat(page.counterPeriodFracSec()).isZero();
    assertThat(page.counterPeriodShift()).isZero();
    assertThat(page.counterValue()).isZero();
    assertThat(PageClock.reference(page))
        .extracting(reading -> ((ClockReading.Known) reading).tai().orElseThrow())
        .isEqualTo(AT);
  }

  @Test
  void unknownError_isNotStated() {
    Restart restart = new Restart(1, Arrival.CONTINUED, AT, null, true, 77, 37);

    VmClockPage page = Disruption.after(null, PERIOD, restart);

    assertThat(page.flags().set())
        .containsExactly(Flag.TAI_OFFSET_VALID, Flag.VM_GEN_COUNTER_PRESENT);
    assertThat(page.timeMaxerrorNanosec()).isZero();
  }

  @Test
  void untrustedHostClock_isUnreliable() {
    Restart restart = new Restart(1, Arrival.CONTINUED, AT, 5_101_000L, false, 77, 37);

    VmClockPage page = Disruption.after(null, PERIOD, restart);

    assertThat(page.clockStatus()).isEqualTo(Coded.of(ClockStatus.UNRELIABLE));
    assertThat(page.isReliable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"CONTINUED, 0", "RESTORED, 1", "FORKED, 1", "CORRECTED, 0"})
  void generation_changesWithARestoreOrAFork(Arrival arrival, long generation) {
    assertThat(after(null, 1, arrival).vmGenerationCounter()).isEqualTo(generation);
    assertThat(after(after(null, 1, Arrival.RESTORED), 2, arrival).vmGenerationCounter())
        .isEqualTo(1 + generation);
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void marker_isTheNoticeSequence_whateverHappened(Arrival arrival) {
    VmClockPage first = after(null, 3, arrival);
    VmClockPage second = after(first, 4, arrival);

    assertThat(first.disruptionMarker()).isEqualTo(3);
    assertThat(second.disruptionMarker()).isEqualTo(4);
    assertThat(second.seqCount()).isEqualTo(first.seqCount() + 2);
  }

  /** A page that was not made here may have come further. */
  @ParameterizedTest
  @CsvSource({"3, 4", "2, 3", "0x7fffffffffffffff, -0x8000000000000000", "-1, 0", "1, 3"})
  void marker_doesNotRepeat(String last, String next) {
    VmClockPage before =
        Pages.of(PageCodec.encode(after(null, 1, Arrival.CONTINUED)))
            .put(0x10, 8, Long.decode(last))
            .page();

    assertThat(after(before, 3, Arrival.CONTINUED).disruptionMarker()).isEqualTo(Long.decode(next));
  }

  @Test
  void seqCount_goesRoundAt32Bits() {
    VmClockPage before =
        Pages.of(PageCodec.encode(after(null, 1, Arrival.CONTINUED)))
            .put(0x0c, 4, 0xffff_fffeL)
            .page();

    assertThat(after(before, 2, Arrival.CONTINUED).seqCount()).isZero();
  }

  @Test
  void pageOfAnotherDevice_isRefused() {
    VmClockPage before = Disruption.after(null, null, restart(1, Arrival.CONTINUED));

    assertThatThrownBy(() -> after(before, 2, Arrival.CONTINUED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("before must have the counter_id 1");
  }

  /** As a writer leaves the page of the notice before: no reader sees a difference. */
  @Property
  void pages_areWhatAWriterLeaves(@ForAll @Size(min = 1, max = 20) List<Arrival> arrivals) {
    SharedBytes memory = new SharedBytes(Pages.blank(0x1000).put(0x0a, 2, 0x0101).bytes());
    List<Long> markers = new ArrayList<>();
    VmClockPage page = null;
    for (Arrival arrival : arrivals) {
      page = after(page, markers.size() + 1, arrival);
      markers.add(page.disruptionMarker());
      PageWriter.update(memory, page);

      assertThat(PageReader.read(memory, 1)).isEqualTo(new Decoded.Page(page));
    }
    assertThat(markers).doesNotHaveDuplicates();
  }

  /** To the nanosecond, whatever the instant. */
  @Property
  void reference_readsAsTheRestart(@ForAll @LongRange(min = 0) long nanos) {
    Restart restart = new Restart(1, Arrival.CONTINUED, new TaiInstant(nanos), null, true, 77, 37);

    VmClockPage page = Disruption.after(null, PERIOD, restart);

    ClockReading.Known reference = (ClockReading.Known) PageClock.reference(page);
    assertThat(reference.tai()).contains(restart.at());
    assertThat(PageClock.at(page, 77)).isEqualTo(reference);
    assertThat(reference.fracSec() == 0).isEqualTo(nanos % 1_000_000_000 == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, noticeSequence must be at least 1: 0",
    "1, -1, 0, at must not be before 1970: -1",
    "1, 0, -1, maxErrorNanos must not be negative: -1"
  })
  void impossibleRestart_isRefused(long sequence, long nanos, long maxError, String message) {
    assertThatThrownBy(
            () ->
                new Restart(
                    sequence, Arrival.CONTINUED, new TaiInstant(nanos), maxError, true, 0, 37))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
