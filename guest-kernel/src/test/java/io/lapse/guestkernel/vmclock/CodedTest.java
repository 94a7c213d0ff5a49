package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that the ABI names, as {@code include/uapi/linux/vmclock-abi.h} defines them. */
class CodedTest {

  @Test
  void symbols_areThoseOfTheHeader() {
    Stream<AbiSymbol> symbols =
        Stream.of(
                CounterId.values(),
                TimeType.values(),
                ClockStatus.values(),
                SmearingHint.values(),
                LeapIndicator.values())
            .flatMap(Arrays::stream);

    String defined =
        symbols
            .map(symbol -> symbol.abiName() + " 0x%02x\n".formatted(symbol.code()))
            .collect(Collectors.joining());

    assertThat(defined)
        .isEqualTo(
            """
            VMCLOCK_COUNTER_ARM_VCNT 0x00
            VMCLOCK_COUNTER_X86_TSC 0x01
            VMCLOCK_COUNTER_INVALID 0xff
            VMCLOCK_TIME_UTC 0x00
            VMCLOCK_TIME_TAI 0x01
            VMCLOCK_TIME_MONOTONIC 0x02
            VMCLOCK_TIME_INVALID_SMEARED 0x03
            VMCLOCK_TIME_INVALID_MAYBE_SMEARED 0x04
            VMCLOCK_STATUS_UNKNOWN 0x00
            VMCLOCK_STATUS_INITIALIZING 0x01
            VMCLOCK_STATUS_SYNCHRONIZED 0x02
            VMCLOCK_STATUS_FREERUNNING 0x03
            VMCLOCK_STATUS_UNRELIABLE 0x04
            VMCLOCK_SMEARING_STRICT 0x00
            VMCLOCK_SMEARING_NOON_LINEAR 0x01
            VMCLOCK_SMEARING_UTC_SLS 0x02
            VMCLOCK_LEAP_NONE 0x00
            VMCLOCK_LEAP_PRE_POS 0x01
            VMCLOCK_LEAP_PRE_NEG 0x02
            VMCLOCK_LEAP_POS 0x03
            VMCLOCK_LEAP_POST_POS 0x04
            VMCLOCK_LEAP_POST_NEG 0x05
            """);
  }

  @Test
  void code_hasTheSymbolOfItsType() {
    List<Coded<CounterId>> codes =
        Stream.of(0, 1, 2, 0xff).map(code -> new Coded<>(CounterId.class, code)).toList();

    assertThat(codes)
        .extracting(code -> code.symbol().orElse(null))
        .containsExactly(CounterId.ARM_VCNT, CounterId.X86_TSC, null, CounterId.INVALID);
    assertThat(codes.get(1).is(CounterId.X86_TSC)).isTrue();
    assertThat(codes.get(2).is(CounterId.X86_TSC)).isFalse();
    assertThat(codes.get(3)).isEqualTo(Coded.of(CounterId.INVALID));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void code_isOneByte(int code) {
    assertThatThrownBy(() -> new Coded<>(TimeType.class, code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code must be one byte: " + code);
  }
}
