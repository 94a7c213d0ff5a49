package io.lapse.cli.replay;

import io.lapse.cli.text.Durations;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of one policy; what is absent is as in {@link Policy#DEFAULT}. */
final class PolicyFields {
  /** The keys whose values are plain numbers. */
  static final Set<String> COUNTS = Set.of("mass_expiry_limit", "drift_ppm");

  /** What a policy says, in the order of the reference. */
  static final List<String> KEYS =
      List.of(
          "threshold_ns",
          "blackout_limit_ns",
          "tolerance_ns",
          "inject_as",
          "reaction_delay_ns",
          "after_deadline",
          "cooperation_deadline_ns",
          "announcements",
          "mass_expiry_limit",
          "open_outage_limit_ns",
          "drift_ppm");

  /** Which policy it is: only a file says so. */
  private static final String IDENTITY = "class, version, effective_from_tai_ns, ";

  private static final Policy BUILT_IN = Policy.DEFAULT;

  private final JsonFields fields;

  PolicyFields(JsonFields fields) {
    this.fields = fields;
  }

  /** {@code message} about the policy as a whole. */
  static String inPlace(JsonFields fields, String message) {
    return fields.place().isEmpty() ? message : fields.place() + ": " + message;
  }

  Policy read() throws MalformedException {
    try {
      Policy policy = policy();
      for (String unknown : fields.unknown()) {
        String key = unknown.substring(fields.path("").length());
        throw fields.complaint(
            key, "is not a policy key: expected one of " + IDENTITY + String.join(", ", KEYS));
      }
      return policy;
    } catch (IllegalArgumentException e) {
      throw new MalformedException(inPlace(fields, String.valueOf(e.getMessage())));
    }
  }

  private Policy policy() throws MalformedException {
    String guestClass = fields.textOrNull("class");
    long blackoutLimitNanos = duration("blackout_limit_ns", BUILT_IN.blackoutLimitNanos());
    return new Policy(
        guestClass == null ? BUILT_IN.guestClass() : guestClass,
        version(),
        new TaiInstant(fields.boundOr("effective_from_tai_ns", BUILT_IN.effectiveFrom().nanos())),
        duration("threshold_ns", BUILT_IN.thresholdNanos()),
        blackoutLimitNanos,
        duration("tolerance_ns", BUILT_IN.toleranceNanos()),
        choice("inject_as", InjectAs.class, BUILT_IN.injectAs()),
        duration("reaction_delay_ns", BUILT_IN.reactionDelayNanos()),
        choice("after_deadline", AfterDeadline.class, BUILT_IN.afterDeadline()),
        duration("cooperation_deadline_ns", BUILT_IN.cooperationDeadlineNanos()),
        choice("announcements", Announcements.class, BUILT_IN.announcements()),
        fields.boundOr("mass_expiry_limit", BUILT_IN.massExpiryLimit()),
        // Nobody who allows longer outages wants an alarm before their end.
        duration(
            "open_outage_limit_ns", Math.max(BUILT_IN.openOutageLimitNanos(), blackoutLimitNanos)),
        fields.boundOr("drift_ppm", BUILT_IN.driftPpm()));
  }

  private int version() throws MalformedException {
    long version = fields.boundOr("version", 1);
    if (version > Integer.MAX_VALUE) {
      throw fields.complaint("version", "must fit into 32 bits: " + version);
    }
    return (int) version;
  }

  /** Nanoseconds, as a number or as a text such as {@code 100ms}. */
  private long duration(String key, long otherwise) throws MalformedException {
    if (!fields.isText(key)) {
      return fields.boundOr(key, otherwise);
    }
    String text = fields.text(key);
    try {
      return Durations.nanos(text);
    } catch (IllegalArgumentException e) {
      throw fields.complaint(key, "is no duration: " + e.getMessage());
    }
  }

  /** A name in either case: the design writes {@code DIE}, other files {@code die}. */
  private <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise)
      throws MalformedException {
    String text = fields.textOrNull(key);
    E choice = text == null ? otherwise : named(text, type);
    if (choice == null) {
      throw fields.complaint(
          key,
          "must be one of "
              + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
              + ": "
              + MalformedException.excerpt(String.valueOf(text)));
    }
    return choice;
  }

  private static <E extends Enum<E>> @Nullable E named(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElse(null);
  }
}
