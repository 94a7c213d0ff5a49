package io.lapse.producers.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What can happen to bytes, by a seed. */
final class Damage {
  private static final int TIMES_MAX = 4;

  /** What a parser may stumble over: structure, numbers that do not fit, nesting, other names. */
  private static final List<String> SHARDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          ":",
          ",",
          "'",
          "=",
          "|",
          "-",
          "#",
          "&a",
          "*a",
          "\t",
          "\r",
          "\n",
          "\r\n",
          "\n\n",
          "\u0000",
          "\uFEFF",
          "\u2028",
          "---\n",
          "...\n",
          "\\ud800",
          "null",
          "-1",
          "1e999",
          "NaN",
          "9223372036854775807",
          "-9223372036854775808",
          "9".repeat(2_000),
          "0".repeat(300) + "1",
          "[".repeat(5_000),
          "{\"a\":".repeat(3_000),
          "- ".repeat(2_000),
          "\"newer\": {\"a\": [1, null]}, ",
          "newer: field",
          "x".repeat(70_000));

  private final Random random;

  Damage(long seed) {
    this.random = new Random(seed);
  }

  /** {@code bytes} with one to four wounds. */
  byte[] of(byte[] bytes) {
    byte[] damaged = bytes;
    for (int times = 1 + random.nextInt(TIMES_MAX); times > 0; times--) {
      damaged = wounded(damaged);
    }
    return damaged;
  }

  /** {@code line} with one to four wounds, none of which ends it. */
  byte[] ofLine(byte[] line) {
    byte[] damaged = of(line);
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = damaged[i] == '\n' ? (byte) ' ' : damaged[i];
    }
    return damaged;
  }

  /** Bytes of any kind. */
  byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** A place in a list, or behind it. */
  int placeIn(int length) {
    return random.nextInt(length + 1);
  }

  private byte[] wounded(byte[] bytes) {
    int from = placeIn(bytes.length);
    int to = from + random.nextInt(Math.min(40, bytes.length - from) + 1);
    int other = placeIn(bytes.length);
    int otherEnd = other + random.nextInt(Math.min(200, bytes.length - other) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> flipped(bytes);
      case 1 -> spliced(bytes, from, new byte[0], to);
      case 2 -> spliced(bytes, from, shard(), from);
      case 3 -> spliced(bytes, from, shard(), to);
      case 4 -> spliced(bytes, from, Arrays.copyOfRange(bytes, other, otherEnd), to);
      default -> spliced(bytes, from, noise(1 + random.nextInt(8)), to);
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] shard() {
    return SHARDS.get(random.nextInt(SHARDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, byte[] between, int to) {
    byte[] spliced = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }
}
