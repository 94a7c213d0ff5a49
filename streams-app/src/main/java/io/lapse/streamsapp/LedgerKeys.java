package io.lapse.streamsapp;

import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.settings.HttpKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** The keys of the application's own: names, defaults, and what they may be. */
public final class LedgerKeys {
  public static final String TOPICS_PREFIX = "topics.prefix";
  public static final String REACTIONS_ACCEPT = "reactions.accept";
  public static final String TIMERS_PRIORS = "timers.priors";
  public static final String STATE_STORE = "state.store";
  public static final String GUESTS_DECODED = "guests.decoded";
  public static final String SCHEMAS_WRITE_RELEASE = "schemas.write.release";
  public static final String ALARMS_OPEN_OUTAGES = "alarms.open.outages";
  public static final String SIGNATURES = "signatures";
  public static final String FLEET_ENABLED = "fleet.enabled";
  public static final String FLEET_WINDOWS = "fleet.windows";
  public static final String FLEET_RETENTION = "fleet.retention";

  static final ConfigDef DEFINITION =
      AlertKeys.define(
          BoardKeys.define(
              defineFleet(
                  defineWatch(HttpKeys.define(defineState(defineNames(new ConfigDef())))))));

  /** What Kafka does not know. */
  static final Set<String> OWN = own();

  private static Set<String> own() {
    Set<String> own =
        new HashSet<>(
            Set.of(
                TOPICS_PREFIX,
                REACTIONS_ACCEPT,
                TIMERS_PRIORS,
                SCHEMAS_WRITE_RELEASE,
                STATE_STORE,
                GUESTS_DECODED,
                ALARMS_OPEN_OUTAGES,
                SIGNATURES,
                FLEET_ENABLED,
                FLEET_WINDOWS,
                FLEET_RETENTION));
    own.addAll(HttpKeys.NAMES);
    own.addAll(AlertKeys.NAMES);
    own.addAll(BoardKeys.NAMES);
    return Set.copyOf(own);
  }

  private LedgerKeys() {}

  private static ConfigDef defineNames(ConfigDef keys) {
    return keys.define(
            StreamsConfig.APPLICATION_ID_CONFIG,
            Type.STRING,
            "lapse-ledger",
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Names the application: its consumer group, transactions and internal topics.")
        .define(
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            ConfigDef.ValidList.anyNonDuplicateValues(false, false),
            Importance.HIGH,
            "Brokers to ask first, HOST:PORT,...")
        .define(
            TOPICS_PREFIX,
            Type.STRING,
            "lapse.",
            Importance.MEDIUM,
            "What the names of all topics begin with.")
        .define(
            REACTIONS_ACCEPT,
            Type.LIST,
            "reported",
            ConfigDef.ValidList.in("reported", "emulated"),
            Importance.MEDIUM,
            "Whose reactions enter the books: reported, emulated.");
  }

  private static ConfigDef defineState(ConfigDef keys) {
    return keys.define(
            TIMERS_PRIORS,
            Type.STRING,
            "",
            Importance.LOW,
            "A file that lapse priors wrote: what guests of a class usually have armed, for those"
                + " without an inventory. Empty: none.")
        .define(
            SCHEMAS_WRITE_RELEASE,
            Type.INT,
            SchemaRelease.NEWEST.number(),
            ConfigDef.Range.between(1, SchemaRelease.NEWEST.number()),
            Importance.LOW,
            "The release whose versions of the records are written, while instances of that"
                + " release still run. All versions are read.")
        .define(
            STATE_STORE,
            Type.STRING,
            "in-memory",
            ConfigDef.ValidString.in("in-memory", "rocksdb"),
            Importance.MEDIUM,
            "What holds the states of the guests: the memory of the process, or files under"
                + " state.dir. The changelog is the same, and may be read by either.")
        .define(
            GUESTS_DECODED,
            Type.INT,
            10_000,
            ConfigDef.Range.atLeast(1),
            Importance.MEDIUM,
            "How many guests the instance keeps decoded, of those that were active last: some 20 KB"
                + " of memory each, and much faster.");
  }

  private static ConfigDef defineWatch(ConfigDef keys) {
    return keys.define(
            StreamsConfig.APPLICATION_SERVER_CONFIG,
            Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(
                (key, value) -> requireInstance(key, String.valueOf(value)),
                () -> "HOST:PORT that the other instances can connect to"),
            Importance.MEDIUM,
            "HOST:PORT at which the other instances reach this one. Empty: http.host and"
                + " http.port.")
        .define(
            ALARMS_OPEN_OUTAGES,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether an outage that is open for longer than its policy's open_outage_limit_ns, by"
                + " the wall clock, is an alarm on the topic of alerts.")
        .define(
            SIGNATURES,
            Type.STRING,
            "off",
            ConfigDef.ValidString.in("off", "accept", "require"),
            Importance.MEDIUM,
            "Whether hosts must sign their events: off: signatures are not looked at; accept: a"
                + " host that has keys on the topic host-keys must; require: every host must.");
  }

  private static ConfigDef defineFleet(ConfigDef keys) {
    return keys.define(
            FLEET_ENABLED,
            Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether outages are also counted by host, pair of hosts, label and class.")
        .define(
            FLEET_WINDOWS,
            Type.LIST,
            "1h,1d",
            LedgerKeys::requireWindows,
            Importance.LOW,
            "The windows in which they are counted, such as 15min, 1h, 1d.")
        .define(
            FLEET_RETENTION,
            Type.STRING,
            "35d",
            LedgerKeys::requireWindows,
            Importance.LOW,
            "How long after its end a window is kept, in event time.");
  }

  private static void requireInstance(String key, String value) {
    try {
      if (!value.isEmpty()) {
        Instance.parse(value);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  private static void requireWindows(String key, Object value) {
    List<?> texts = value instanceof List<?> list ? list : List.of(value);
    if (texts.isEmpty()) {
      throw new ConfigException(key, value, "expected at least one window, as in 1h");
    }
    try {
      texts.forEach(text -> FleetWindow.parse(text.toString()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, String.valueOf(e.getMessage()));
    }
  }
}
