package io.lapse.ledger;

import java.io.PrintStream;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end what the tests of this module were: one line, of what ran and passed. A test that
 * goes through seeds publishes a report entry, {@value #SEEDS_KEY}, with their number.
 *
 * <p>Modules that borrow this module's generators load it too; of their tests it says nothing.
 */
public final class TestCounts implements TestExecutionListener {
  static final String SEEDS_KEY = "seeds";

  private final PrintStream out;
  private final Class<?> ours;
  private final Map<UniqueId, Long> seedsOf = new HashMap<>();
  private long properties;
  private long tries;
  private long rows;
  private long seeds;
  private long tests;
  private long failed;

  /** The one that the platform makes. */
  public TestCounts() {
    this(System.out, TestCounts.class);
  }

  /** Counts the tests of the module that {@code ours} is of. */
  TestCounts(PrintStream out, Class<?> ours) {
    this.out = out;
    this.ours = ours;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.FAILED) {
      failed++;
    }
    if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource source) {
      long held = CountedTries.take(source.getClassName(), source.getMethodName());
      if (result.getStatus() == Status.SUCCESSFUL && isOurs(source)) {
        count(source, held);
        seeds += seedsOf.getOrDefault(test.getUniqueIdObject(), 0L);
      }
    }
  }

  private void count(MethodSource source, long held) {
    if (source.getJavaMethod().isAnnotationPresent(Property.class)) {
      properties++;
      tries += held;
    } else if (source.getJavaMethod().isAnnotationPresent(ParameterizedTest.class)) {
      rows++;
    } else {
      tests++;
    }
  }

  private boolean isOurs(MethodSource source) {
    return Objects.equals(place(source.getJavaClass()), place(ours));
  }

  private static Object place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "" : String.valueOf(source.getLocation());
  }

  @Override
  public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    String number = entry.getKeyValuePairs().get(SEEDS_KEY);
    if (number != null) {
      seedsOf.merge(test.getUniqueIdObject(), Long.valueOf(number), Long::sum);
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (properties + rows + tests > 0) {
      out.println(line());
    }
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "ledger: %,d properties (%,d tries), %,d table rows, %,d seeds, %,d tests%s",
        properties,
        tries,
        rows,
        seeds,
        tests,
        failed == 0 ? "" : String.format(Locale.ROOT, "; %,d failed", failed));
  }
}
