package io.lapse.cli.streams;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a replay. When it says that it knows where the inputs end, hosts begin to publish
 * more, and the replay does not go on before some of that is stored.
 */
final class CapturedMoment extends StringWriter {
  private static final int FIRST = 10;

  private final LiveLedger live;
  private @Nullable SteadyPublisher more;

  CapturedMoment(LiveLedger live) {
    this.live = live;
  }

  @Override
  public void write(String text, int from, int length) {
    super.write(text, from, length);
    if (more == null && text.contains("folds the history")) {
      more = SteadyPublisher.start(live);
      more.awaitSent(FIRST);
    }
  }

  /** Returns how many more were stored, when no more will be. */
  long stop() {
    return more == null ? 0 : more.stop();
  }
}
