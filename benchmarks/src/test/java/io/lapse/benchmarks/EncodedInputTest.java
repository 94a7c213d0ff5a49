package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.benchmarks.workload.Workload;
import io.lapse.ledger.LedgerInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedInputTest {
  private static final List<LedgerInput> INPUTS = Workload.fleet(2, 2, 1).inputs();

  @Test
  void input_isWhatWasEncoded() {
    assertThat(EncodedInput.of(INPUTS)).extracting(EncodedInput::input).isEqualTo(INPUTS);
  }

  @Test
  void record_isAvrosOwn_ofTheSameGuest() throws Exception {
    for (LedgerInput input : INPUTS) {
      assertThat(EncodedInput.of(input).record().toString()).contains(input.guest());
    }
  }
}
