package io.lapse.streamsapp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The keys by which alerts leave the application. */
public final class AlertKeys {
  public static final String PAGE_URL = "page.url";
  public static final String SINKS = "alerts.sinks";
  public static final String AGE_MAX = "alerts.max.age";
  public static final String FACT_FIRING = "alerts.fact.firing";
  public static final String RESEND = "alerts.resend";
  public static final String RATE = "alerts.rate.per.second";
  public static final String WAITING_MAX = "alerts.pending.max";
  public static final String TIMEOUT = "alerts.timeout";
  public static final String ALERTMANAGER_URL = "alerts.alertmanager.url";
  public static final String ALERTMANAGER_USERNAME = "alerts.alertmanager.username";
  public static final String ALERTMANAGER_PASSWORD = "alerts.alertmanager.password";
  public static final String ALERTMANAGER_TOKEN = "alerts.alertmanager.token.file";
  public static final String WEBHOOK_URL = "alerts.webhook.url";
  public static final String WEBHOOK_SECRET = "alerts.webhook.secret.file";
  public static final String WEBHOOK_TOKEN = "alerts.webhook.token.file";
  public static final String TRUSTSTORE_LOCATION = "alerts.tls.truststore.location";
  public static final String TRUSTSTORE_TYPE = "alerts.tls.truststore.type";
  public static final String TRUSTSTORE_PASSWORD = "alerts.tls.truststore.password";

  static final Set<String> NAMES =
      Set.of(
          PAGE_URL,
          SINKS,
          AGE_MAX,
          FACT_FIRING,
          RESEND,
          RATE,
          WAITING_MAX,
          TIMEOUT,
          ALERTMANAGER_URL,
          ALERTMANAGER_USERNAME,
          ALERTMANAGER_PASSWORD,
          ALERTMANAGER_TOKEN,
          WEBHOOK_URL,
          WEBHOOK_SECRET,
          WEBHOOK_TOKEN,
          TRUSTSTORE_LOCATION,
          TRUSTSTORE_TYPE,
          TRUSTSTORE_PASSWORD);

  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})(ms|s|min|h|d)");
  private static final Map<String, Long> UNIT_MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private AlertKeys() {}

  static ConfigDef define(ConfigDef part) {
    return defineTls(defineReceivers(defineDelivery(part)));
  }

  private static ConfigDef defineDelivery(ConfigDef part) {
    return part.define(
            PAGE_URL,
            Type.STRING,
            "",
            AlertKeys::requireUrls,
            Importance.MEDIUM,
            "Where people reach the page, for the links in alerts. Empty: application.server.")
        .define(
            SINKS,
            Type.LIST,
            "",
            ConfigDef.ValidList.in("log", "webhook", "alertmanager"),
            Importance.HIGH,
            "To whom alerts are delivered: log, webhook, alertmanager. Empty: to nobody; they are"
                + " on the topic all the same.")
        .define(
            AGE_MAX,
            Type.STRING,
            "1h",
            AlertKeys::requireDuration,
            Importance.MEDIUM,
            "An alert that is older when it is first read is counted, and not sent.")
        .define(
            FACT_FIRING,
            Type.STRING,
            "30min",
            AlertKeys::requireDuration,
            Importance.MEDIUM,
            "How long an alert fires that nothing will ever repair. The books do not change.")
        .define(
            RESEND,
            Type.STRING,
            "1min",
            AlertKeys::requireDuration,
            Importance.LOW,
            "How often Alertmanager is told again what fires; not told for three times as long, it"
                + " takes it for resolved.")
        .define(
            RATE,
            Type.INT,
            20,
            ConfigDef.Range.between(1, 1_000),
            Importance.LOW,
            "How many posts a second a receiver gets at most, each instance and sink for itself.")
        .define(
            WAITING_MAX,
            Type.INT,
            10_000,
            ConfigDef.Range.atLeast(1),
            Importance.LOW,
            "How many alerts a sink holds for a receiver that is away; the others stay on the topic.")
        .define(
            TIMEOUT,
            Type.STRING,
            "5s",
            AlertKeys::requireDuration,
            Importance.LOW,
            "How long a receiver may take for one post.");
  }

  private static ConfigDef defineReceivers(ConfigDef part) {
    return part.define(
            ALERTMANAGER_URL,
            Type.LIST,
            "",
            AlertKeys::requireUrls,
            Importance.HIGH,
            "Where Alertmanager is, without /api/v2/alerts; of a cluster, all of them.")
        .define(
            ALERTMANAGER_USERNAME,
            Type.STRING,
            "",
            Importance.LOW,
            "Its user, with basic authentication. Empty: none.")
        .define(
            ALERTMANAGER_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.LOW,
            "The password of that user.")
        .define(
            ALERTMANAGER_TOKEN,
            Type.STRING,
            "",
            Importance.LOW,
            "A file with the bearer token that it asks for, read at each post. Empty: none.")
        .define(
            WEBHOOK_URL,
            Type.STRING,
            "",
            AlertKeys::requireUrls,
            Importance.HIGH,
            "Where each alert is posted as a CloudEvent.")
        .define(
            WEBHOOK_SECRET,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "A file with the secret that signs the posts, of at least 32 characters, read at each."
                + " Empty: they are not signed.")
        .define(
            WEBHOOK_TOKEN,
            Type.STRING,
            "",
            Importance.LOW,
            "A file with the bearer token that it asks for, likewise. Empty: none.");
  }

  private static ConfigDef defineTls(ConfigDef part) {
    return part.define(
            TRUSTSTORE_LOCATION,
            Type.STRING,
            "",
            Importance.LOW,
            "The authorities that must have signed the certificates of receivers. Empty: Java's own.")
        .define(
            TRUSTSTORE_TYPE,
            Type.STRING,
            "PEM",
            ConfigDef.ValidString.in("PEM", "PKCS12", "JKS"),
            Importance.LOW,
            "Its form: PEM, PKCS12 or JKS.")
        .define(
            TRUSTSTORE_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.LOW,
            "Its password, if it is not PEM.");
  }

  /**
   * A duration as it stands in a file: {@code 500ms}, {@code 30min}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Duration duration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected a duration as in 500ms, 5s, 30min, 1h or 1d");
    }
    long unitMillis = UNIT_MILLIS.getOrDefault(form.group(2), 1L);
    return Duration.ofMillis(Long.parseLong(form.group(1)) * unitMillis);
  }

  private static void requireDuration(String key, Object value) {
    try {
      duration(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  private static void requireUrls(String key, Object value) {
    List<?> urls = value instanceof List<?> list ? list : List.of(value);
    for (Object url : urls) {
      if (!url.toString().isEmpty()) {
        requireUrl(key, url.toString());
      }
    }
  }

  private static void requireUrl(String key, String url) {
    try {
      URI uri = new URI(url);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!isHttp || uri.getHost() == null || uri.getUserInfo() != null) {
        // A password in it is not repeated.
        throw new ConfigException(key + ": expected a URL as in http://HOST:PORT, without a user");
      }
    } catch (URISyntaxException e) {
      throw new ConfigException(key + ": expected a URL as in http://HOST:PORT: " + e.getReason());
    }
  }
}
