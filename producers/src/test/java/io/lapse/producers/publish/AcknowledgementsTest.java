package io.lapse.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private final Acknowledgements acknowledgements = new Acknowledgements();

  @Test
  void count_isZero_beforeAnythingIsStored() {
    assertThat(acknowledgements.count()).isZero();
  }

  @Test
  void count_stopsAtTheGap_untilItIsFilled() {
    acknowledgements.stored(0);
    acknowledgements.stored(2);
    acknowledgements.stored(3);
    long withGap = acknowledgements.count();

    acknowledgements.stored(1);

    assertThat(withGap).isEqualTo(1);
    assertThat(acknowledgements.count()).isEqualTo(4);
  }

  @Test
  void count_isTheFirstThatIsMissing_howeverFarApartTheyCome() {
    long seed = Long.getLong("lapse.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Long> order = new ArrayList<>();
    // As many partitions do it: in order within a window, windows in order.
    for (int begin = 0; begin < 400_000; begin += 100_000) {
      List<Long> window = new ArrayList<>();
      for (long number = begin; number < begin + 100_000; number++) {
        window.add(number);
      }
      Collections.shuffle(window, random);
      order.addAll(window);
    }

    Set<Long> above = new HashSet<>();
    long expected = 0;
    for (long number : order) {
      acknowledgements.stored(number);
      above.add(number);
      while (above.remove(expected)) {
        expected++;
      }
      assertThat(acknowledgements.count()).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(expected).isEqualTo(400_000);
  }
}
