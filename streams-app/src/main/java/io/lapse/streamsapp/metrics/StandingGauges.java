package io.lapse.streamsapp.metrics;

import io.lapse.streamsapp.board.Board;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link StandingMeters} up to date, on a thread of its own. */
public final class StandingGauges implements AutoCloseable {
  /** How old what is served may be, and how seldom the board is asked. */
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(StandingGauges.class);

  private final StandingMeters meters;
  private final Thread thread;

  private StandingGauges(StandingMeters meters) {
    this.meters = meters;
    thread = new Thread(this::run, "standing-gauges");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param fold of the same instance
   * @param owned the partitions whose inputs it takes now
   * @param objective the share of guest-minutes that is to be good
   */
  public static StandingGauges start(
      MeterRegistry registry, FoldMetrics fold, Board board, IntPredicate owned, double objective) {
    StandingGauges gauges =
        new StandingGauges(new StandingMeters(registry, fold, board, owned, objective));
    gauges.thread.start();
    return gauges;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        meters.refresh();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("gauges not refreshed");
      }
      try {
        Thread.sleep(INTERVAL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
