package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.Told;

/** How long, and from which seed, the contracts damage files, and what must hold of any file. */
final class Fuzzing {
  /** {@code -Dlapse.seed=S}: the first of the seeds. */
  static final long SEED = Long.getLong("lapse.seed", 1);

  /** {@code -Dlapse.tries=N}: how many seeds. */
  static final int TRIES = Integer.getInteger("lapse.tries", 150);

  /** A test that takes longer hangs. */
  static final int SECONDS_MAX = 60;

  /** Of a message: the path of a file, a name or two, an excerpt of 60 characters. */
  private static final int MESSAGE_CHARACTERS_MAX = 2_000;

  private Fuzzing() {}

  /** Calls {@code trial} with each seed; a failure says how to repeat it. */
  static void each(Trial trial) {
    for (long seed = SEED; seed < SEED + TRIES; seed++) {
      try {
        trial.run(seed);
      } catch (Exception | AssertionError | StackOverflowError e) {
        throw new AssertionError(
            "seed " + seed + "; to repeat: -Dlapse.seed=" + seed + " -Dlapse.tries=1", e);
      }
    }
  }

  /** Each message is one short line about the file, and there is not more than one a line. */
  static void assertOrderly(Told told, byte[] bytes) {
    long lines = 1;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    assertThat(told.problems().size()).isLessThanOrEqualTo(Math.toIntExact(lines) + 1);
    for (Problem problem : told.problems()) {
      assertThat(problem.toString())
          .hasSizeLessThan(MESSAGE_CHARACTERS_MAX)
          .doesNotContainPattern("\\p{Cntrl}|\u2028");
    }
    assertThat(told.locations()).allSatisfy(where -> assertThat(where.line()).isNotNegative());
  }

  /** One damaged file. */
  @FunctionalInterface
  interface Trial {
    void run(long seed) throws Exception;
  }
}
