package io.lapse.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest(name = "Tout in [{0}, {1}], T = {2}: {3}")
  @CsvSource({
    // T = 0 means never.
    "0, 0, 0, EXCEEDED",
    "5, 9, 0, EXCEEDED",
    "-9, -5, 0, EXCEEDED",
    // Certainly below, certainly not below, and astride.
    "5, 9, 10, WITHIN",
    "5, 10, 10, UNDECIDED",
    "10, 12, 10, EXCEEDED",
    "9, 12, 10, UNDECIDED",
    // A Tout that may be negative may be compensated, one that certainly is must not.
    "-5, 5, 10, WITHIN",
    "-5, 0, 10, WITHIN",
    "-5, -1, 10, EXCEEDED",
    "-5, 15, 10, UNDECIDED",
    "0, 9223372036854775807, 9223372036854775807, UNDECIDED"
  })
  void verdict_ofAnInterval(long low, long high, long threshold, Verdict expected) {
    assertThat(Verdict.of(new Interval(low, high), threshold)).isEqualTo(expected);
  }
}
