package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadReplacementsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final ThreadReplacements replacements = new ThreadReplacements(now::get);

  private void use(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(replacements.allow()).as("replacement %d", i).isTrue();
    }
  }

  @Test
  void threads_thatDieTogether_areReplacedUpToTheLimit() {
    use(ThreadReplacements.REPLACEMENTS_MAX);

    assertThat(replacements.allow()).isFalse();
  }

  @Test
  void threads_thatDieRarely_areReplacedForEver_acrossOverflow() {
    use(ThreadReplacements.REPLACEMENTS_MAX);

    now.addAndGet(ThreadReplacements.WINDOW.toNanos() + 1);

    use(ThreadReplacements.REPLACEMENTS_MAX);
  }
}
