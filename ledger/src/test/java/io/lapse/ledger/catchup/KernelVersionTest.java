package io.lapse.ledger.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kernel does what with a product of more than 64 bits. */
class KernelVersionTest {

  @ParameterizedTest
  @CsvSource({
    "2.6.32-754.el6.x86_64, WRAPS, false",
    "5.10, WRAPS, false",
    "6.1.0-18-amd64, WRAPS, false",
    "6.9.12, WRAPS, false",
    "6.10-rc1, SAFE, false",
    "6.10.0, SAFE, false",
    "v6.12.63+deb13-amd64, SAFE, false",
    "6.13, SAFE, true",
    "6.100.1, SAFE, true",
    "7.0.0, SAFE, true"
  })
  void version_saysWhatItsKernelDoes(
      String text, Multiplication multiplication, boolean hasMaxRawDelta) {
    KernelVersion version = KernelVersion.parse(text).orElseThrow();

    assertThat(Multiplication.of(text)).isEqualTo(multiplication);
    assertThat(Multiplication.in(version)).isEqualTo(multiplication);
    assertThat(version.isAtLeast(6, 13)).isEqualTo(hasMaxRawDelta);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "6", "6.", ".6", "Linux 6.1", "six.one", "-6.1", "6.123456", "12345.1"})
  void text_thatIsNoVersion_isUnknown(String text) {
    assertThat(KernelVersion.parse(text)).isEmpty();
    assertThat(Multiplication.of(text)).isEqualTo(Multiplication.UNKNOWN);
  }

  @Test
  void noText_isUnknown() {
    assertThat(Multiplication.of(null)).isEqualTo(Multiplication.UNKNOWN);
  }
}
