package io.lapse.guestconsumer;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What one guest said about itself, as small as it came: its latest profile, and its last few
 * inventories. Not safe for use by several threads.
 */
public final class GuestMemory {
  /** So many inventories are remembered; the oldest is forgotten first. */
  static final int INVENTORIES_MAX = 2;

  private static final Serde<GuestEvent> SERDE = Topics.standard().guestEvents().valueSerde();

  private final TreeMap<TaiInstant, byte[]> inventories = new TreeMap<>();
  private KernelBuild build = KernelBuild.UNKNOWN;
  private @Nullable TaiInstant profiledAt;

  /**
   * Takes what it can use, in any order.
   *
   * @return why an inventory is of no possible kernel, and is not remembered; else empty
   */
  public Optional<String> on(GuestEvent event) {
    if (event instanceof GuestEvent.Profile profile) {
      profiled(profile);
    }
    return event instanceof GuestEvent.Inventory inventory
        ? inventoried(inventory)
        : Optional.empty();
  }

  private Optional<String> inventoried(GuestEvent.Inventory inventory) {
    // A wrong one is refused here, not when a notice needs it.
    Optional<String> refusal = FoundKernel.refusal(inventory);
    if (refusal.isEmpty()) {
      inventories.put(inventory.stamp().at(), bytes(inventory));
      if (inventories.size() > INVENTORIES_MAX) {
        inventories.pollFirstEntry();
      }
    }
    return refusal;
  }

  private void profiled(GuestEvent.Profile profile) {
    TaiInstant at = profile.stamp().at();
    if (profiledAt == null || !at.isBefore(profiledAt)) {
      profiledAt = at;
      build = KernelBuild.told(profile.kernel(), profile.clocksource(), profile.tscKhz());
    }
  }

  /** Whether the guest ever said what it is. */
  public boolean isProfiled() {
    return profiledAt != null;
  }

  /**
   * What is known of the guest when it is shown a notice: the inventory from which the ledger
   * counted, else the latest before the stop.
   */
  public KnownGuest known(Notice notice) {
    byte[] inventory = inventory(notice);
    return new KnownGuest(build, inventory == null ? null : found(inventory));
  }

  /** What is known of the guest by now. */
  KnownGuest latest() {
    Map.Entry<TaiInstant, byte[]> latest = inventories.lastEntry();
    return new KnownGuest(build, latest == null ? null : found(latest.getValue()));
  }

  private byte @Nullable [] inventory(Notice notice) {
    RanOn ranOn = notice.ranOn();
    byte[] counted = ranOn == null ? null : inventories.get(ranOn.since());
    if (counted != null) {
      return counted;
    }
    Map.Entry<TaiInstant, byte[]> latest = inventories.floorEntry(notice.stoppedAt());
    return latest == null ? null : latest.getValue();
  }

  private static byte[] bytes(GuestEvent.Inventory inventory) {
    return SERDE.serializer().serialize("", inventory);
  }

  private static KnownGuest.Found found(byte[] bytes) {
    return FoundKernel.of((GuestEvent.Inventory) SERDE.deserializer().deserialize("", bytes));
  }
}
