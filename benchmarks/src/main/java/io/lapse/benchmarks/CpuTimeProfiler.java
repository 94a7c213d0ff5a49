package io.lapse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time that a pass takes, all threads of the process together: unlike time on the
 * wall it hardly depends on what else the machine does.
 */
public final class CpuTimeProfiler implements InternalProfiler {
  /** The name of the result; its value is that of the fastest iteration. */
  static final String RESULT = "cpu";

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long beginNanos;

  @Override
  public String getDescription() {
    return "processor time of an operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    beginNanos = process.getProcessCpuTime();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long passed = process.getProcessCpuTime() - beginNanos;
    double nanos = (double) passed / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(RESULT, nanos, "ns/op", AggregationPolicy.MIN));
  }
}
