package io.lapse.ledger.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How bad an advance of the counter is: exactly at each limit, and one above it. */
class CatchUpLimitsTest {

  /** The figures of the reference: 440.8 s, 990.6 s and 1,099.5 s; 881.6 s and 2,199.0 s. */
  @ParameterizedTest
  @CsvSource({
    "tsc, 2000001, , 440795248933, 990551062821, 1099511627776",
    "tsc, 2000000, , 881590591483, 1981102219259, 2199023255552",
    "tsc-early, 2445406, , 440795316590, 990551130477, 1099511627776",
    "kvm-clock, , , 881590591483, 1981102219259, 2199023255552",
    "xen, , , 881590591483, 1981102219259, 2199023255552",
    "acpi_pm, , , 2085701024, 4686968594, 4686968874",
    "hpet, , , 19112604467, 42949672950, 42949672960",
    "jiffies, , 250, 7645041785100000, 17179869180000000, 17179869184000000"
  })
  void limits_perClocksource(
      String clocksource, Long tscKhz, Long hz, long maxIdle, long maxCycles, long wrap) {
    CatchUpLimits limits = CatchUpLimits.of(clocksource, tscKhz, hz, "6.1.0").orElseThrow();

    assertThat(limits.maxIdleNanos()).isEqualTo(maxIdle);
    assertThat(limits.maxCyclesNanos()).isEqualTo(maxCycles);
    assertThat(limits.wrapNanos()).isEqualTo(wrap);
    assertThat(limits.wraps()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // clocksource, kHz, HZ, kernel, above max_idle, above max_cycles, above the wrap
    "tsc, 2000001, , 6.1.0, INFO, WARNING, CRITICAL",
    "tsc, 2000001, , 6.12.0, INFO, INFO, INFO",
    "tsc, 2000001, , , INFO, WARNING, CRITICAL",
    "tsc-early, 2445406, , 5.10, INFO, WARNING, CRITICAL",
    "tsc-early, 2445406, , 6.10, INFO, INFO, INFO",
    "kvm-clock, , , 6.9.12, INFO, WARNING, CRITICAL",
    "kvm-clock, , , 7.0, INFO, INFO, INFO",
    "xen, , , 6.1, INFO, WARNING, CRITICAL",
    "xen, , , 6.11, INFO, INFO, INFO",
    // A narrow counter goes round by itself, whatever the kernel's multiplication does.
    "acpi_pm, , , 6.1.0, INFO, WARNING, CRITICAL",
    "acpi_pm, , , 6.12.0, INFO, WARNING, CRITICAL",
    "hpet, , , 6.1.0, INFO, WARNING, CRITICAL",
    "hpet, , , 6.12.0, INFO, WARNING, CRITICAL",
    "jiffies, , 250, 6.1.0, INFO, WARNING, CRITICAL",
    "jiffies, , 250, 6.12.0, INFO, WARNING, CRITICAL"
  })
  void severity_changesOneAboveEachLimit(
      String clocksource,
      Long tscKhz,
      Long hz,
      String kernel,
      Severity aboveMaxIdle,
      Severity aboveMaxCycles,
      Severity aboveWrap) {
    CatchUpLimits limits = CatchUpLimits.of(clocksource, tscKhz, hz, kernel).orElseThrow();

    assertThat(limits.exceeded(Long.MIN_VALUE)).isEmpty();
    assertThat(limits.exceeded(0)).isEmpty();
    assertThat(limits.exceeded(limits.maxIdleNanos())).isEmpty();
    assertThat(limits.exceeded(limits.maxIdleNanos() + 1)).contains(aboveMaxIdle);
    assertThat(limits.exceeded(limits.maxCyclesNanos())).contains(aboveMaxIdle);
    assertThat(limits.exceeded(limits.maxCyclesNanos() + 1)).contains(aboveMaxCycles);
    assertThat(limits.exceeded(limits.wrapNanos())).contains(aboveMaxCycles);
    assertThat(limits.exceeded(limits.wrapNanos() + 1)).contains(aboveWrap);
    assertThat(limits.exceeded(Long.MAX_VALUE)).contains(aboveWrap);
  }

  /** The versions that kernels, distributions and people write. */
  @ParameterizedTest
  @CsvSource({
    "6.1.0-18-amd64, WRAPS",
    "5.10, WRAPS",
    "6.9, WRAPS",
    "6.9.12-200.fc40.x86_64, WRAPS",
    "6.10, SAFE",
    "6.10-rc1, SAFE",
    "6.10.0-rc1+, SAFE",
    "6.12-rc1, SAFE",
    "6.12.90+deb12-cloud-amd64, SAFE",
    "7.0, SAFE",
    "10.2.1, SAFE",
    "v6.1, WRAPS",
    "' 6.1.0 ', WRAPS",
    "4.4.302-st9, WRAPS",
    "2.6.32-754.el6, WRAPS",
    ", UNKNOWN",
    "'', UNKNOWN",
    "6, UNKNOWN",
    "6., UNKNOWN",
    ".10, UNKNOWN",
    "linux, UNKNOWN",
    "-6.12, UNKNOWN",
    "99999999999.1, UNKNOWN",
    "6.123456789, UNKNOWN",
    "FreeBSD 14.1, UNKNOWN"
  })
  void kernel_isTakenAtItsWord(String kernel, Multiplication expected) {
    assertThat(Multiplication.of(kernel)).isEqualTo(expected);
  }

  /** An unknown kernel is taken to wrap: to warn in vain costs less than to be silent. */
  @ParameterizedTest
  @CsvSource({
    "tsc, 6.1.0, true, true",
    "tsc, 6.12.0, false, true",
    "tsc, , true, false",
    "tsc, garbage, true, false",
    "kvm-clock, , true, false",
    // The counter goes round in every kernel; of the HPET the frequency is not known.
    "acpi_pm, , true, true",
    "hpet, 6.1.0, true, false"
  })
  void certain_whereKernelAndFrequencyAreKnown(
      String clocksource, String kernel, boolean wraps, boolean certain) {
    CatchUpLimits limits = CatchUpLimits.of(clocksource, 2_445_406L, null, kernel).orElseThrow();

    assertThat(limits.wraps()).isEqualTo(wraps);
    assertThat(limits.certain()).isEqualTo(certain);
  }

  @Test
  void profile_givesTheLimits() {
    assertThat(
            CatchUpLimits.exceededBy(
                Long.MAX_VALUE, profile("tsc", 2_000_001L, "6.1.0-18-amd64", Map.of())))
        .isEqualTo(CatchUpLimits.of("tsc", 2_000_001L, null, "6.1"))
        .isPresent();
    assertThat(
            CatchUpLimits.exceededBy(
                Long.MAX_VALUE, profile("jiffies", null, "6.12", Map.of("hz", "250"))))
        .isEqualTo(CatchUpLimits.of("jiffies", null, 250L, "6.12"))
        .isPresent();
    assertThat(
            CatchUpLimits.exceededBy(
                Long.MAX_VALUE, profile("jiffies", null, "6.12", Map.of("hz", "many"))))
        .isEmpty();
    assertThat(CatchUpLimits.exceededBy(Long.MAX_VALUE, profile(null, null, null, Map.of())))
        .isEmpty();
  }

  @Test
  void exceededBy_isEmpty_upToTheFirstLimit() {
    GuestEvent.Profile guest = profile("tsc", 2_000_001L, "6.1", Map.of());
    CatchUpLimits limits = CatchUpLimits.exceededBy(Long.MAX_VALUE, guest).orElseThrow();

    assertThat(CatchUpLimits.exceededBy(limits.maxIdleNanos(), guest)).isEmpty();
    assertThat(CatchUpLimits.exceededBy(limits.maxIdleNanos() + 1, guest)).contains(limits);
  }

  /** Whatever the frequency: the limits are in order, and the shift never leaves its range. */
  @Property
  void limits_areInOrder(@ForAll @LongRange(min = 1, max = 0xffff_ffffL) long tscKhz) {
    CatchUpLimits limits = CatchUpLimits.of("tsc", tscKhz, null, "6.1").orElseThrow();

    assertThat(limits.maxIdleNanos()).isPositive().isLessThan(limits.maxCyclesNanos());
    assertThat(limits.maxCyclesNanos()).isLessThan(limits.wrapNanos());
    assertThat(Long.bitCount(limits.wrapNanos())).isOne();
  }

  private static GuestEvent.Profile profile(
      String clocksource, Long tscKhz, String kernel, Map<String, String> labels) {
    Envelope envelope = new Envelope("g", null, Stamp.of(new TaiInstant(1), 0), Source.JSONL, null);
    return new GuestEvent.Profile(
        envelope,
        clocksource,
        tscKhz,
        kernel,
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        labels);
  }
}
