package io.lapse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The line may say only what really ran. */
class TestCountsTest {
  /** One of each kind. */
  static class Sample {
    @Property
    void oneToTen(@ForAll @IntRange(min = 1, max = 10) int any) {
      Assume.that(any != 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void threeRows(int row) {
      assumeTrue(row != 2);
    }

    @Test
    void seeds(TestReporter reporter) {
      reporter.publishEntry(TestCounts.SEEDS_KEY, "1500");
    }
  }

  /** A test that fails is not one that ran and passed. */
  static class Failing {
    @Test
    void passes() {}

    @Test
    void fails(TestReporter reporter) {
      reporter.publishEntry(TestCounts.SEEDS_KEY, "7");
      throw new IllegalStateException("as it should");
    }
  }

  private static String lineOf(Class<?> sample, Class<?> ours) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(
                new TestCounts(new PrintStream(printed, true, StandardCharsets.UTF_8), ours))
            .build();
    LauncherFactory.create(config)
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(sample)).build());
    return printed.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void line_saysWhatPassed_andLeavesOutWhatAnAssumptionEnded() {
    assertThat(lineOf(Sample.class, Sample.class))
        .isEqualTo("ledger: 1 properties (9 tries), 2 table rows, 1,500 seeds, 1 tests");
  }

  @Test
  void line_saysWhatFailed() {
    assertThat(lineOf(Failing.class, Failing.class)).endsWith("0 seeds, 1 tests; 1 failed");
  }

  @Test
  void line_isNotPrinted_forTestsOfOtherModules() {
    assertThat(lineOf(Sample.class, Test.class)).isEmpty();
  }
}
