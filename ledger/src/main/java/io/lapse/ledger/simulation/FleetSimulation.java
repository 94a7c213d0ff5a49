package io.lapse.ledger.simulation;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A fleet as its plan says, one happening after the other. It keeps an episode per guest and what
 * is under way in the network: memory grows with guests and hosts, never with time.
 *
 * <pre>
 *   GuestLife (one each)  --said, true-->  Network  --arrived, ended-->  whoever asks
 *        |  asks
 *   SimulatedHost: clocks and failures as functions of true time
 * </pre>
 */
public final class FleetSimulation implements Iterator<Happening> {
  private static final Comparator<Cursor> CURSOR_ORDER =
      Comparator.comparingLong(Cursor::nextNanos).thenComparingInt(cursor -> cursor.index);

  private final PriorityQueue<Cursor> guests = new PriorityQueue<>(CURSOR_ORDER);
  private final Network network;

  private FleetSimulation(FleetPlan plan) {
    network = new Network(plan);
    Placement placement = new Placement(plan);
    BlackoutDeck blackouts = new BlackoutDeck(plan.habits().blackouts(), plan.seed());
    for (int index = 0; index < plan.guests(); index++) {
      Cursor cursor = new Cursor(index, new GuestLife(plan, placement, blackouts, index));
      if (cursor.advance()) {
        guests.add(cursor);
      }
    }
  }

  /** The fleet of a plan, from its beginning. The same plan gives the same happenings. */
  public static FleetSimulation of(FleetPlan plan) {
    return new FleetSimulation(plan);
  }

  @Override
  public boolean hasNext() {
    return !guests.isEmpty() || !network.isEmpty();
  }

  @Override
  public Happening next() {
    while (!guests.isEmpty() && !network.delivers(guests.element().nextNanos())) {
      Cursor cursor = guests.remove();
      cursor.send(network);
      if (cursor.advance()) {
        guests.add(cursor);
      }
    }
    if (network.isEmpty()) {
      throw new NoSuchElementException("the fleet has no further happenings");
    }
    return network.next();
  }

  /** A guest's life, and the episode that is being told. */
  private static final class Cursor {
    private final int index;
    private final GuestLife life;
    private @Nullable Episode episode;

    private Cursor(int index, GuestLife life) {
      this.index = index;
      this.life = life;
    }

    /** Goes on to the next episode in which something happens; false if there is none. */
    boolean advance() {
      do {
        episode = life.next();
      } while (episode != null && episode.isEmpty());
      return episode != null;
    }

    long nextNanos() {
      return episode().beginNanos();
    }

    void send(Network network) {
      Episode whole = episode();
      whole.said().forEach(said -> network.send(said.at(), said.input()));
      whole.outages().forEach(network::tell);
    }

    private Episode episode() {
      if (episode == null) {
        throw new IllegalStateException("episode must have been found by advance");
      }
      return episode;
    }
  }
}
