package io.lapse.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.text.Durations;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A policy as a user writes it: {@code KEY=VALUE,...}, or a file with a JSON object of the same
 * keys. It becomes {@code default@1} and holds from the beginning.
 */
public final class PolicyOption {
  private static final Set<String> KEYS =
      Set.of(
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

  private final Map<String, String> values;

  private PolicyOption(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if a key is not one of a policy's, or a value not one of its
   *     key's, saying what was expected
   */
  public static Policy parse(String text) {
    return new PolicyOption(text.contains("=") ? pairs(text) : file(Path.of(text))).policy();
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected KEY=VALUE: '" + part + "'");
      }
      values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return values;
  }

  private static Map<String, String> file(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode node = new ObjectMapper().readTree(Files.readString(file));
      if (!node.isObject()) {
        throw new IllegalArgumentException(file + ": expected a JSON object of policy keys");
      }
      node.properties().forEach(field -> values.put(field.getKey(), text(field.getValue())));
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": expected a JSON object of policy keys: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": expected KEY=VALUE,... or a file that can be read", e);
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private Policy policy() {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown policy key '" + key + "'; expected one of " + String.join(", ", sorted()));
      }
    }
    Policy built = Policy.DEFAULT;
    return new Policy(
        built.guestClass(),
        1,
        built.effectiveFrom(),
        duration("threshold_ns", built.thresholdNanos()),
        duration("blackout_limit_ns", built.blackoutLimitNanos()),
        duration("tolerance_ns", built.toleranceNanos()),
        choice("inject_as", InjectAs.class, built.injectAs()),
        duration("reaction_delay_ns", built.reactionDelayNanos()),
        choice("after_deadline", AfterDeadline.class, built.afterDeadline()),
        duration("cooperation_deadline_ns", built.cooperationDeadlineNanos()),
        choice("announcements", Announcements.class, built.announcements()),
        number("mass_expiry_limit", built.massExpiryLimit()),
        duration("open_outage_limit_ns", built.openOutageLimitNanos()),
        number("drift_ppm", built.driftPpm()));
  }

  private static String[] sorted() {
    String[] keys = KEYS.toArray(String[]::new);
    Arrays.sort(keys);
    return keys;
  }

  private long duration(String key, long otherwise) {
    String value = values.get(key);
    try {
      return value == null ? otherwise : Durations.nanos(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private long number(String key, long otherwise) {
    String value = values.get(key);
    try {
      return value == null ? otherwise : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": expected a whole number: '" + value + "'", e);
    }
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        key
            + ": expected one of "
            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
            + ": '"
            + value
            + "'");
  }
}
