package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.benchmarks.workload.Workload;
import org.junit.jupiter.api.Test;

class StateSizesTest {
  @Test
  void limit_growsByOutage() {
    assertThat(StateSizes.limitBytes(0)).isEqualTo(200);
    assertThat(StateSizes.limitBytes(1_000)).isEqualTo(120_200);
  }

  @Test
  void bytes_growWithUnsealedOutages() {
    long one = StateSizes.bytes(Workload.crowded(1, false, 1));

    assertThat(StateSizes.bytes(Workload.crowded(10, false, 1))).isGreaterThan(one);
  }
}
