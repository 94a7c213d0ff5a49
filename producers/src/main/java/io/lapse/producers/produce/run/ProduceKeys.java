package io.lapse.producers.produce.run;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.telemetry.settings.HttpKeys;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.jspecify.annotations.Nullable;

/** The keys of {@code lapse produce}. */
final class ProduceKeys {
  static final String TOPICS_PREFIX = "topics.prefix";
  static final String INPUTS = "inputs";
  static final String RESCAN_MILLIS = "inputs.rescan.ms";
  static final String POLL_MILLIS = "poll.ms";
  static final String HOST = "host";
  static final String CLOCK_ERROR_NANOS = "clock.error.ns";
  static final String TAI_OFFSET_SECONDS = "tai.offset.s";
  static final String COUNTER_WHILE_PAUSED = "counter.while.paused";
  static final String JOURNAL_DIR = "journal.dir";
  static final String JOURNAL_BYTES_MAX = "journal.max.bytes";
  static final String SIGN_KEYS_DIR = "sign.keys.dir";
  static final String SHUTDOWN_MILLIS = "shutdown.wait.ms";

  private static final long JOURNAL_BYTES = 1L << 30;
  private static final long JOURNAL_BYTES_MIN = 1L << 16;
  private static final int TAI_OFFSET_SECONDS_MAX = 100;

  static final ConfigDef DEFINITION = HttpKeys.define(journal(clock(inputs(kafka()))));

  /** What no client of Kafka knows. */
  static final Set<String> OWN = own();

  private ProduceKeys() {}

  private static ConfigDef kafka() {
    return new ConfigDef()
        .define(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            ValidList.anyNonDuplicateValues(false, false),
            Importance.HIGH,
            "Brokers to ask first, HOST:PORT,...")
        .define(
            TOPICS_PREFIX,
            Type.STRING,
            "lapse.",
            Importance.MEDIUM,
            "What the names of all topics begin with.");
  }

  private static ConfigDef inputs(ConfigDef keys) {
    return keys.define(
            INPUTS,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            ValidList.anyNonDuplicateValues(false, false),
            Importance.HIGH,
            "What to read, [GUEST@]PATH,... or kafka:TOPIC,...; {guest} in one name of a path stands for every guest"
                + " that there is a file of.")
        .define(
            RESCAN_MILLIS,
            Type.LONG,
            5_000L,
            Range.atLeast(10),
            Importance.LOW,
            "How often files are looked for that {guest} stands for.")
        .define(
            POLL_MILLIS,
            Type.LONG,
            250L,
            Range.atLeast(1),
            Importance.LOW,
            "How long a file is left alone that had nothing new.");
  }

  private static ConfigDef clock(ConfigDef keys) {
    return keys.define(
            HOST,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "The host that this runs on, where the lines do not name one.")
        .define(
            CLOCK_ERROR_NANOS,
            Type.LONG,
            ConfigDef.NO_DEFAULT_VALUE,
            Range.atLeast(0),
            Importance.HIGH,
            "Bound on how far the host's clock is from TAI, where the lines state none.")
        .define(
            TAI_OFFSET_SECONDS,
            Type.INT,
            null,
            ConfigDef.LambdaValidator.with(ProduceKeys::requireOffset, () -> "[0,...,100]"),
            Importance.LOW,
            "What the host's kernel takes TAI - UTC to be, in seconds. None: not checked.")
        .define(
            COUNTER_WHILE_PAUSED,
            Type.STRING,
            "unknown",
            ValidString.in(counters()),
            Importance.MEDIUM,
            "What the guests' counter does while the host holds them: stops, runs, unknown.");
  }

  private static void requireOffset(String name, @Nullable Object value) {
    if (value != null) {
      Range.between(0, TAI_OFFSET_SECONDS_MAX).ensureValid(name, value);
    }
  }

  private static String[] counters() {
    return Arrays.stream(CounterWhilePaused.values())
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  private static ConfigDef journal(ConfigDef keys) {
    return keys.define(
            JOURNAL_DIR,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "The folder of the journal: what was read, until it is in Kafka; and how far it was"
                + " read. One process each.")
        .define(
            JOURNAL_BYTES_MAX,
            Type.LONG,
            JOURNAL_BYTES,
            Range.atLeast(JOURNAL_BYTES_MIN),
            Importance.MEDIUM,
            "How large it may become; then nothing is read until Kafka takes some.")
        .define(
            SIGN_KEYS_DIR,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "Signs the events of each host that has a file HOST.pem there. Empty: signs none.")
        .define(
            SHUTDOWN_MILLIS,
            Type.LONG,
            5_000L,
            Range.atLeast(0),
            Importance.LOW,
            "How long a process that is told to stop waits for Kafka to take what is in the"
                + " journal.");
  }

  private static Set<String> own() {
    Set<String> own = new TreeSet<>(DEFINITION.names());
    own.remove(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    return own;
  }
}
