package io.lapse.whatif.diff;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The default policy as {@code default@1}, with one key changed; durations are in milliseconds. */
record ChangedKey(String key, String value) {
  private static final Set<String> IDENTITY = Set.of("guest_class", "version", "effective_from");

  /** All keys of a policy, as a user writes them. */
  static Set<String> all() {
    Set<String> keys = new TreeSet<>();
    for (RecordComponent component : Policy.class.getRecordComponents()) {
      keys.add(key(component));
    }
    keys.removeAll(IDENTITY);
    return keys;
  }

  /** The keys in which two policies differ, but for their version. */
  static List<String> differing(Policy one, Policy other) {
    return Arrays.stream(Policy.class.getRecordComponents())
        .filter(component -> !value(component, one).equals(value(component, other)))
        .map(ChangedKey::key)
        .filter(key -> !IDENTITY.contains(key))
        .toList();
  }

  private static String key(RecordComponent component) {
    return component
        .getName()
        .replaceAll("Nanos$", "Ns")
        .replaceAll("([A-Z])", "_$1")
        .toLowerCase(Locale.ROOT);
  }

  private static Object value(RecordComponent component, Policy policy) {
    try {
      return component.getAccessor().invoke(policy);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("an accessor of a record", e);
    }
  }

  Policy policy() {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.guestClass(),
        1,
        usual.effectiveFrom(),
        nanos("threshold_ns", usual.thresholdNanos()),
        nanos("blackout_limit_ns", usual.blackoutLimitNanos()),
        nanos("tolerance_ns", usual.toleranceNanos()),
        choice("inject_as", usual.injectAs(), InjectAs.class),
        nanos("reaction_delay_ns", usual.reactionDelayNanos()),
        choice("after_deadline", usual.afterDeadline(), AfterDeadline.class),
        nanos("cooperation_deadline_ns", usual.cooperationDeadlineNanos()),
        choice("announcements", usual.announcements(), Announcements.class),
        key.equals("mass_expiry_limit") ? Long.parseLong(value) : usual.massExpiryLimit(),
        nanos("open_outage_limit_ns", usual.openOutageLimitNanos()),
        key.equals("drift_ppm") ? Long.parseLong(value) : usual.driftPpm());
  }

  private long nanos(String of, long otherwise) {
    return key.equals(of) ? Long.parseLong(value) * Told.MILLI : otherwise;
  }

  private <E extends Enum<E>> E choice(String of, E otherwise, Class<E> type) {
    return key.equals(of) ? Enum.valueOf(type, value.toUpperCase(Locale.ROOT)) : otherwise;
  }
}
