package io.lapse.streamsapp.board;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.streamsapp.board.column.IntColumn;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.OffsetLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guests by number, in the order in which they came; what their profiles say. */
final class GuestTable {
  static final String ZONE = "zone";
  static final String OWNER = "owner";

  private final Names names = new Names();
  private final Names values = new Names();
  private final IntColumn partitions = new IntColumn();
  private final IntColumn zones = new IntColumn();
  private final IntColumn owners = new IntColumn();
  private final IntColumn classes = new IntColumn();
  private final List<OffsetLog> offsets = new ArrayList<>();
  private int partitionsEnd;

  /** Its number; a new one where it was not known. */
  int of(String name, int partition) {
    int guest = names.of(name);
    if (guest == offsets.size()) {
      offsets.add(new OffsetLog());
      forgetProfile(guest);
    }
    partitions.set(guest, partition);
    partitionsEnd = Math.max(partitionsEnd, partition + 1);
    return guest;
  }

  /** Its number; {@link Names#NONE} where it is not known. */
  int find(String name) {
    return names.find(name);
  }

  int size() {
    return names.size();
  }

  String name(int guest) {
    String name = names.name(guest);
    if (name == null) {
      throw new IllegalArgumentException("guest must be one: " + guest);
    }
    return name;
  }

  void profile(int guest, GuestEvent.Profile profile) {
    zones.set(guest, values.of(profile.labels().get(ZONE)));
    owners.set(guest, values.of(profile.labels().get(OWNER)));
    classes.set(guest, values.of(profile.guestClass()));
  }

  void forgetProfile(int guest) {
    zones.set(guest, Names.NONE);
    owners.set(guest, Names.NONE);
    classes.set(guest, Names.NONE);
  }

  boolean hasProfile(int guest) {
    return classes.get(guest) != Names.NONE;
  }

  /** One more than the largest partition. */
  int partitionsEnd() {
    return partitionsEnd;
  }

  int partition(int guest) {
    return partitions.get(guest);
  }

  int zone(int guest) {
    return zones.get(guest);
  }

  int owner(int guest) {
    return owners.get(guest);
  }

  int guestClass(int guest) {
    return classes.get(guest);
  }

  /** The text of a zone, an owner or a class; null of {@link Names#NONE}. */
  @Nullable String value(int number) {
    return values.name(number);
  }

  /** The number of such a text; {@link Names#NONE} where no profile ever had it. */
  int findValue(String value) {
    return values.find(value);
  }

  OffsetLog offsets(int guest) {
    return offsets.get(guest);
  }
}
