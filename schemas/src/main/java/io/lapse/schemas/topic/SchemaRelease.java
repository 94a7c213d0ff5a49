package io.lapse.schemas.topic;

import java.util.Map;
import org.apache.avro.Schema;

/**
 * Which versions of the records are written, so that instances of two releases can run side by side
 * while an application is upgraded. Every released version is read, whatever is written.
 */
public enum SchemaRelease {
  /** Before alerts named hosts, and before states named policies. */
  ONE(1),

  /** Before alerts told live alarms from violations. */
  TWO(2),

  /** Before alarms told of events that nobody can trust. */
  THREE(3),

  /** Before events named the logs of other hypervisors. */
  FOUR(4),

  FIVE(5);

  public static final SchemaRelease NEWEST = FIVE;

  private final int number;

  SchemaRelease(int number) {
    this.number = number;
  }

  /** Its number, as configurations state it. */
  public int number() {
    return number;
  }

  /**
   * The release of that number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SchemaRelease of(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException(
          "release must be between 1 and " + values().length + ": " + number);
    }
    return values()[number - 1];
  }

  /** Whether states say which policies judged them; only then may policies judge. */
  public boolean statesNamePolicies() {
    return this != ONE;
  }

  /** Whether alerts tell live alarms from violations; only then may there be any. */
  public boolean alertsTellAlarms() {
    return this != ONE && this != TWO;
  }

  /** Whether alerts know of events that nobody can trust; only then may there be any of those. */
  public boolean alertsTellUntrustedEvents() {
    return alertsTellAlarms() && this != THREE;
  }

  /**
   * The schema that a record is written with. Of an older version it holds the first fields: a
   * version adds fields at the end only.
   */
  Schema writerOf(Schema inUse) {
    Integer version = older().get(inUse.getName());
    return version == null ? inUse : SchemaHistory.schema(inUse.getName() + ".v" + version);
  }

  /** The records of which this release writes another version than the one in use. */
  private Map<String, Integer> older() {
    return switch (this) {
      case ONE -> withOlderEvents(1, 2);
      case TWO -> withOlderEvents(2, 3);
      case THREE -> withOlderEvents(3, 3);
      case FOUR -> withOlderEvents(4, 3);
      case FIVE -> Map.of();
    };
  }

  private static Map<String, Integer> withOlderEvents(int alert, int guestState) {
    return Map.of(
        "AlertRecord", alert,
        "GuestStateRecord", guestState,
        "HostEventRecord", 2,
        "GuestEventRecord", 2,
        "ReactionRecord", 1);
  }
}
