package io.lapse.streamsapp;

import io.lapse.ledger.fleet.FleetWindow;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the board, which answers for the fleet: names, defaults, and what they may be. */
public final class BoardKeys {
  public static final String ENABLED = "board.enabled";
  public static final String HISTORY = "board.history";
  public static final String OUTAGES_MAX = "board.outages.max";
  public static final String OBJECTIVE = "slo.objective";

  /** All of them. */
  static final Set<String> NAMES = Set.of(ENABLED, HISTORY, OUTAGES_MAX, OBJECTIVE);

  private static final int OUTAGES_MAX_DEFAULT = 2_000_000;
  private static final double OBJECTIVE_DEFAULT = 0.999;

  private BoardKeys() {}

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            ENABLED,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether an instance that serves HTTP keeps what stands in the whole fleet in its memory,"
                + " and answers for it.")
        .define(
            HISTORY,
            Type.STRING,
            "35d",
            BoardKeys::requireDuration,
            Importance.MEDIUM,
            "How far back it reads the ledger and the alerts when it starts, by the time of append.")
        .define(
            OUTAGES_MAX,
            Type.INT,
            OUTAGES_MAX_DEFAULT,
            ConfigDef.Range.atLeast(1),
            Importance.MEDIUM,
            "How many outages it holds, and how many alerts, some 200 bytes each: the oldest closed"
                + " ones are dropped first.")
        .define(
            OBJECTIVE,
            Type.DOUBLE,
            OBJECTIVE_DEFAULT,
            BoardKeys::requireShare,
            Importance.MEDIUM,
            "Which share of the guests' minutes is to be without an outage beyond its policy's"
                + " blackout_limit_ns.");
  }

  private static void requireDuration(String key, Object value) {
    try {
      FleetWindow.parse(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, String.valueOf(e.getMessage()));
    }
  }

  private static void requireShare(String key, Object value) {
    double share = (Double) value;
    if (!(share > 0 && share < 1)) {
      throw new ConfigException(key, value, "expected a share above 0 and below 1, as in 0.999");
    }
  }
}
