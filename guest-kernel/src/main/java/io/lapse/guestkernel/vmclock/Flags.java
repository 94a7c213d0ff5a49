package io.lapse.guestkernel.vmclock;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The flags of a page. Bits that the ABI does not name yet are kept, and mean nothing.
 *
 * @param bits as the page has them
 */
public record Flags(long bits) {

  static Flags of(Set<Flag> set) {
    return new Flags(set.stream().mapToLong(Flag::bit).sum());
  }

  public boolean has(Flag flag) {
    return (bits & flag.bit()) != 0;
  }

  /** Those that are set, by bit. */
  public Set<Flag> set() {
    EnumSet<Flag> set = EnumSet.noneOf(Flag.class);
    Arrays.stream(Flag.values()).filter(this::has).forEach(set::add);
    return Collections.unmodifiableSet(set);
  }

  /** The bits that are set and have no name. */
  public long unknownBits() {
    return bits & ~of(EnumSet.allOf(Flag.class)).bits();
  }
}
