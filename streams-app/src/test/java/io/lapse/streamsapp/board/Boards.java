package io.lapse.streamsapp.board;

import io.lapse.ledger.simulation.FleetPlan;
import java.util.List;

/** Boards for tests of other packages. */
public final class Boards {
  private Boards() {}

  /** Of a small simulated fleet, live. */
  public static Board simulated(long seed) {
    FleetPlan plan = FleetPlan.of(seed, 8, 4, 3).withGap(3_600_000_000_000L * 4).withLoss(100);
    Board board = FoldedFleet.of(plan).board(new BoardBounds(1_000_000), List.of(0, 1, 2, 3));
    board.live();
    return board;
  }

  /** Without anything on it. */
  public static Board empty() {
    return new Board(new BoardBounds(1_000));
  }

  /** Tells its listeners what is due. */
  public static void tell(Board board, long nowNanos) {
    board.tell(nowNanos);
  }
}
