package io.lapse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8OrderTest {
  /** Few letters, so that texts begin alike; on both sides of the surrogates, and beyond. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "\u00e4", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff")
        .list()
        .ofMaxSize(4)
        .map(letters -> String.join("", letters));
  }

  @Property
  void order_isThatOfTheBytes(@ForAll("texts") String one, @ForAll("texts") String other) {
    int bytes =
        Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.signum(Utf8Order.compare(one, other))).isEqualTo(Integer.signum(bytes));
  }

  @Test
  void whatJavaPutsFirst_isLast() {
    assertThat("\ud800\udc00".compareTo("\uffff")).isNegative();
    assertThat(Utf8Order.compare("\ud800\udc00", "\uffff")).isPositive();
  }
}
