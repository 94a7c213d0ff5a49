package io.lapse.streamsapp;

import io.lapse.streamsapp.alert.AlertDelivery;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.DeliverySettings;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.HttpPost.Credentials;
import io.lapse.streamsapp.alert.sink.Links;
import io.lapse.streamsapp.alert.sink.SecretFile;
import io.lapse.streamsapp.alert.sink.alertmanager.AlertmanagerSink;
import io.lapse.streamsapp.alert.sink.log.LogSink;
import io.lapse.streamsapp.alert.sink.webhook.WebhookSink;
import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sinks of a ledger, as its configuration has them. */
final class LedgerAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerAlerts.class);
  private static final int SECRET_CHARS_MIN = 32;

  private final AppConfig config;
  private final Links links;
  private final List<AlertSink> sinks;

  private LedgerAlerts(AppConfig config, HttpSettings http) {
    this.config = config;
    links = new Links(page(config, http));
    sinks = config.getList(AlertKeys.SINKS).stream().distinct().map(this::sink).toList();
  }

  /**
   * Reads the files that are named.
   *
   * @throws ConfigException if they cannot be used, or a sink has no receiver
   */
  static LedgerAlerts of(AppConfig config, HttpSettings http) {
    LedgerAlerts alerts = new LedgerAlerts(config, http);
    if (!alerts.sinks.isEmpty() && alerts.links.page() == null) {
      LOG.warn("alerts have no links: expected page.url, application.server or http.port");
    }
    return alerts;
  }

  /** Its sinks, in the order of the configuration. */
  List<AlertSink> sinks() {
    return sinks;
  }

  /** Delivers them, until it is closed. */
  AlertDelivery start(MeterRegistry registry) {
    String application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    return AlertDelivery.start(
        config.streams().getRestoreConsumerConfigs(application + "-alerts"),
        application,
        config.topics(),
        new DeliverySettings(
            duration(AlertKeys.AGE_MAX),
            duration(AlertKeys.FACT_FIRING),
            config.getInt(AlertKeys.RATE),
            config.getInt(AlertKeys.WAITING_MAX)),
        sinks,
        registry);
  }

  private static @Nullable String page(AppConfig config, HttpSettings http) {
    String stated = config.getString(AlertKeys.PAGE_URL);
    if (!stated.isEmpty()) {
      return stated.endsWith("/") ? stated.substring(0, stated.length() - 1) : stated;
    }
    Instance server = config.applicationServer();
    return server == null ? null : http.scheme() + "://" + server;
  }

  private AlertSink sink(String name) {
    return switch (name) {
      case LogSink.NAME -> new LogSink();
      case WebhookSink.NAME -> webhook();
      case AlertmanagerSink.NAME -> alertmanager();
      default -> throw new IllegalStateException("the configuration must know its sinks: " + name);
    };
  }

  private AlertSink webhook() {
    String url = config.getString(AlertKeys.WEBHOOK_URL);
    require(!url.isEmpty(), AlertKeys.WEBHOOK_URL);
    String secret = config.getString(AlertKeys.WEBHOOK_SECRET);
    String application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    return new WebhookSink(
        new HttpPost(
            URI.create(url), bearer(AlertKeys.WEBHOOK_TOKEN), duration(AlertKeys.TIMEOUT), tls()),
        secret.isEmpty()
            ? null
            : SecretFile.of(AlertKeys.WEBHOOK_SECRET, Path.of(secret), SECRET_CHARS_MIN),
        links.page() == null ? "urn:lapse:" + application : links.page(),
        duration(AlertKeys.TIMEOUT),
        InstantSource.system());
  }

  private AlertSink alertmanager() {
    List<String> urls = config.getList(AlertKeys.ALERTMANAGER_URL);
    require(!urls.isEmpty(), AlertKeys.ALERTMANAGER_URL);
    Credentials credentials = alertmanagerCredentials();
    SSLContext tls = tls();
    Duration timeout = duration(AlertKeys.TIMEOUT);
    List<HttpPost> posts =
        urls.stream()
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
            .map(url -> URI.create(url + AlertmanagerSink.PATH))
            .map(url -> new HttpPost(url, credentials, timeout, tls))
            .toList();
    return new AlertmanagerSink(
        posts, links, duration(AlertKeys.RESEND), timeout, InstantSource.system());
  }

  private Credentials alertmanagerCredentials() {
    String user = config.getString(AlertKeys.ALERTMANAGER_USERNAME);
    Password password = config.getPassword(AlertKeys.ALERTMANAGER_PASSWORD);
    if (user.isEmpty()) {
      return bearer(AlertKeys.ALERTMANAGER_TOKEN);
    }
    if (password == null || !config.getString(AlertKeys.ALERTMANAGER_TOKEN).isEmpty()) {
      throw new ConfigException(
          AlertKeys.ALERTMANAGER_USERNAME
              + ": expected "
              + AlertKeys.ALERTMANAGER_PASSWORD
              + " too, and no "
              + AlertKeys.ALERTMANAGER_TOKEN);
    }
    byte[] both = (user + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(both);
    return () -> basic;
  }

  private Credentials bearer(String key) {
    String file = config.getString(key);
    if (file.isEmpty()) {
      return Credentials.NONE;
    }
    SecretFile token = SecretFile.of(key, Path.of(file), 1);
    return () -> "Bearer " + token.read();
  }

  private @Nullable SSLContext tls() {
    String location = config.getString(AlertKeys.TRUSTSTORE_LOCATION);
    if (location.isEmpty()) {
      return null;
    }
    Map<String, Object> ssl = new HashMap<>();
    ssl.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, location);
    ssl.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, config.getString(AlertKeys.TRUSTSTORE_TYPE));
    Password password = config.getPassword(AlertKeys.TRUSTSTORE_PASSWORD);
    if (password != null) {
      ssl.put(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, password);
    }
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new AbstractConfig(definition, ssl, false).values());
      return factory.sslContext();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          AlertKeys.TRUSTSTORE_LOCATION + ": cannot use the store: " + cause.getMessage());
    }
  }

  private static void require(boolean isSet, String key) {
    if (!isSet) {
      throw new ConfigException(AlertKeys.SINKS + ": expected " + key + ": whom to tell");
    }
  }

  private Duration duration(String key) {
    return AlertKeys.duration(config.getString(key));
  }
}
