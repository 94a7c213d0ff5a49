package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {

  /** By the kernel's header: bit 7 is TIME_MONOTONIC, which UAPI.13 v1.0 leaves out. */
  @ParameterizedTest
  @CsvSource({
    "0, VMCLOCK_FLAG_TAI_OFFSET_VALID",
    "1, VMCLOCK_FLAG_DISRUPTION_SOON",
    "2, VMCLOCK_FLAG_DISRUPTION_IMMINENT",
    "3, VMCLOCK_FLAG_PERIOD_ESTERROR_VALID",
    "4, VMCLOCK_FLAG_PERIOD_MAXERROR_VALID",
    "5, VMCLOCK_FLAG_TIME_ESTERROR_VALID",
    "6, VMCLOCK_FLAG_TIME_MAXERROR_VALID",
    "7, VMCLOCK_FLAG_TIME_MONOTONIC",
    "8, VMCLOCK_FLAG_VM_GEN_COUNTER_PRESENT",
    "9, VMCLOCK_FLAG_NOTIFICATION_PRESENT"
  })
  void bit_hasTheNameOfTheHeader(int bit, String name) {
    Flags flags = new Flags(1L << bit);

    assertThat(flags.set()).singleElement().extracting(Flag::abiName).isEqualTo(name);
    assertThat(flags.unknownBits()).isZero();
  }

  @Test
  void newerBits_areKept_andHaveNoName() {
    Flags flags = new Flags(0x8000_0000_0000_0401L);

    assertThat(flags.set()).containsExactly(Flag.TAI_OFFSET_VALID);
    assertThat(flags.unknownBits()).isEqualTo(0x8000_0000_0000_0400L);
  }

  @Property
  void bits_areTheNamedOnesAndTheUnknown(@ForAll long bits) {
    Flags flags = new Flags(bits);

    assertThat(Flags.of(flags.set()).bits() | flags.unknownBits()).isEqualTo(bits);
    assertThat(flags.set()).allMatch(flags::has);
    assertThat(EnumSet.complementOf(copy(flags))).noneMatch(flags::has);
  }

  private static EnumSet<Flag> copy(Flags flags) {
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags.set());
    return copy;
  }
}
