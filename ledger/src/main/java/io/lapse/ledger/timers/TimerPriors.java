package io.lapse.ledger.timers;

import io.lapse.ledger.EventId;
import io.lapse.ledger.guest.GuestEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From what some guests said about themselves to what the guests of each class usually have armed:
 * the latest inventory of each guest, under the class of its latest profile. Where a class has more
 * guests than a prior takes, the latest inventories count.
 */
public final class TimerPriors {
  /** By stamp, then by identity, so that the order in which they were told does not matter. */
  private static final Comparator<GuestEvent> BY_STAMP =
      Comparator.comparing((GuestEvent event) -> event.stamp().at())
          .thenComparing(GuestEvent::id, Comparator.comparing(EventId::hex));

  private TimerPriors() {}

  /**
   * The prior of each class, by the names of the classes.
   *
   * @param events those that are neither profiles nor inventories are passed over
   * @throws ArithmeticException if a timer is due beyond 64 bits
   */
  public static SortedMap<String, TimerPrior> of(Collection<? extends GuestEvent> events) {
    SortedMap<String, TimerPrior> priors = new TreeMap<>();
    chosen(events)
        .forEach(
            (guestClass, inventories) ->
                priors.put(
                    guestClass,
                    new TimerPrior(
                        inventories.stream().map(GuestEvent.Inventory::counted).toList())));
    return priors;
  }

  /** The inventories that the prior of each class is made of, the latest first. */
  public static SortedMap<String, List<GuestEvent.Inventory>> chosen(
      Collection<? extends GuestEvent> events) {
    Map<String, GuestEvent.Profile> profiles = new HashMap<>();
    Map<String, GuestEvent.Inventory> inventories = new HashMap<>();
    for (GuestEvent event : events) {
      if (event instanceof GuestEvent.Profile profile) {
        profiles.merge(profile.guest(), profile, TimerPriors::later);
      } else if (event instanceof GuestEvent.Inventory inventory) {
        inventories.merge(inventory.guest(), inventory, TimerPriors::later);
      }
    }
    SortedMap<String, List<GuestEvent.Inventory>> byClass = new TreeMap<>();
    for (GuestEvent.Inventory inventory : inventories.values()) {
      GuestEvent.Profile profile = profiles.get(inventory.guest());
      String guestClass = profile == null ? GuestEvent.Profile.DEFAULT_CLASS : profile.guestClass();
      byClass.computeIfAbsent(guestClass, name -> new ArrayList<>()).add(inventory);
    }
    byClass.replaceAll((name, ofClass) -> latest(ofClass));
    return byClass;
  }

  private static <E extends GuestEvent> E later(E one, E other) {
    return BY_STAMP.compare(one, other) >= 0 ? one : other;
  }

  private static List<GuestEvent.Inventory> latest(List<GuestEvent.Inventory> inventories) {
    return inventories.stream().sorted(BY_STAMP.reversed()).limit(TimerPrior.SAMPLES_MAX).toList();
  }
}
