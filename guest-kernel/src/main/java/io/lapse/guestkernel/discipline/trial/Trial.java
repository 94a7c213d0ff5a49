package io.lapse.guestkernel.discipline.trial;

/**
 * A guest whose daemon has settled, to be stopped in one way after another. Each run begins at the
 * same moment, and changes nothing.
 */
public final class Trial {
  /** No daemon waits longer for its next request. */
  private static final long REQUEST_NANOS_MAX = 200_000_000_000_000L;

  /** Right after a request has left. */
  private final World settled;

  private final long pollNanos;

  private Trial(World settled, long pollNanos) {
    this.settled = settled;
    this.pollNanos = pollNanos;
  }

  /** Lets the daemon of a guest settle. */
  public static Trial of(Setup setup) {
    World world = World.begun(setup);
    world.run(setup.settleNanos());
    world.runToRequest(REQUEST_NANOS_MAX);
    World ahead = world.copy();
    ahead.runToRequest(REQUEST_NANOS_MAX);
    return new Trial(world, ahead.nowNanos() - world.nowNanos());
  }

  /** One run of one guest. */
  public static Outcome run(Setup setup, Outage outage, Watch watch) {
    return of(setup).run(outage, watch);
  }

  /** How long the settled daemon waits for its next request, by true time. */
  public long pollNanos() {
    return pollNanos;
  }

  /** What an outage does. */
  public Outcome run(Outage outage, Watch watch) {
    return run(outage, watch, Observer.NONE);
  }

  /** The same, shown to an observer. */
  public Outcome run(Outage outage, Watch watch, Observer observer) {
    World world = settled.copy();
    world.run(untilStop(outage.moment()));
    world.suffer(outage, watch, observer);
    world.run(watch.horizonNanos());
    return world.outcome();
  }

  private long untilStop(Moment moment) {
    if (moment instanceof Moment.AfterRequest after) {
      return after.nanos();
    }
    if (moment instanceof Moment.BeforeRequest before) {
      return Math.max(0, pollNanos - before.nanos());
    }
    return pollNanos / 2;
  }
}
