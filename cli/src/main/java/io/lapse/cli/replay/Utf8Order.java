package io.lapse.cli.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Names in the order of their UTF-8 bytes, as the output files have them. */
final class Utf8Order {
  static final Comparator<String> BYTES =
      Comparator.comparing(
          (String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private Utf8Order() {}
}
