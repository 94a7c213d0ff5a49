package io.lapse.cli.whatif.profiles;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profiles and inventories that a user adds to a history. Each holds from its own stamp on, and
 * only for a guest that told none of its own. Safe for use by several threads.
 */
public final class ToldProfiles {
  private final Map<String, List<GuestEvent>> byGuest = new TreeMap<>();
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /**
   * @param told profiles and inventories
   */
  public ToldProfiles(List<GuestEvent> told) {
    for (GuestEvent event : told) {
      byGuest.computeIfAbsent(event.guest(), guest -> new ArrayList<>()).add(event);
    }
  }

  /**
   * All that is known of a guest.
   *
   * @param inputs the guest's own
   */
  public List<LedgerInput> complete(String guest, List<LedgerInput> inputs) {
    List<GuestEvent> told = byGuest.get(guest);
    if (told == null) {
      return inputs;
    }
    found.add(guest);
    boolean profiled = inputs.stream().anyMatch(GuestEvent.Profile.class::isInstance);
    boolean counted = inputs.stream().anyMatch(GuestEvent.Inventory.class::isInstance);
    List<LedgerInput> all = new ArrayList<>(inputs);
    for (GuestEvent event : told) {
      if (event instanceof GuestEvent.Profile ? !profiled : !counted) {
        all.add(event);
      }
    }
    return all;
  }

  /** The guests that the history does not have, as far as it was read; in order. */
  public Set<String> strangers() {
    Set<String> strangers = new TreeSet<>(byGuest.keySet());
    strangers.removeAll(found);
    return strangers;
  }
}
