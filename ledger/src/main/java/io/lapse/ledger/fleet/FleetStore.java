package io.lapse.ledger.fleet;

/** Where statistics are kept. */
public interface FleetStore {
  /** Those of a key; {@link FleetStats#EMPTY} if there are none. */
  FleetStats get(FleetKey key);

  /** Keeps those of a key; of empty ones nothing is kept. */
  void put(FleetKey key, FleetStats stats);
}
