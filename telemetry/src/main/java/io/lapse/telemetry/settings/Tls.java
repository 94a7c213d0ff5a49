package io.lapse.telemetry.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How HTTP is kept from being read on its way. Kafka's own code reads the stores, so that the same
 * files serve for both.
 *
 * @param context with the part's certificate, and whom it trusts
 * @param asksForCertificates whether a client must show one
 */
public record Tls(SSLContext context, boolean asksForCertificates) {
  /** Those that are spoken. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /**
   * Reads the stores.
   *
   * @throws ConfigException if they cannot be used
   */
  static Tls of(AbstractConfig config) {
    boolean asksForCertificates = config.getString(HttpKeys.CLIENT_AUTH).equals(HttpKeys.REQUIRED);
    boolean hasTruststore = !config.getString(HttpKeys.TRUSTSTORE_LOCATION).isEmpty();
    if (asksForCertificates && !hasTruststore) {
      throw new ConfigException(
          HttpKeys.CLIENT_AUTH
              + ": expected "
              + HttpKeys.TRUSTSTORE_LOCATION
              + ": else a certificate of any public authority would do");
    }
    Map<String, Object> ssl = new HashMap<>();
    ssl.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, config.getString(HttpKeys.KEYSTORE_LOCATION));
    ssl.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, config.getString(HttpKeys.KEYSTORE_TYPE));
    put(ssl, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, config, HttpKeys.KEYSTORE_PASSWORD);
    put(ssl, SslConfigs.SSL_KEY_PASSWORD_CONFIG, config, HttpKeys.KEY_PASSWORD);
    if (hasTruststore) {
      ssl.put(
          SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
          config.getString(HttpKeys.TRUSTSTORE_LOCATION));
      ssl.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, config.getString(HttpKeys.TRUSTSTORE_TYPE));
      put(ssl, SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, config, HttpKeys.TRUSTSTORE_PASSWORD);
    }
    return new Tls(context(ssl), asksForCertificates);
  }

  private static void put(
      Map<String, Object> ssl, String key, AbstractConfig config, String ownKey) {
    if (config.getPassword(ownKey) != null) {
      ssl.put(key, config.getPassword(ownKey));
    }
  }

  private static SSLContext context(Map<String, Object> ssl) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new AbstractConfig(definition, ssl, false).values());
      return factory.sslContext();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException("http.tls: cannot use the stores: " + cause.getMessage());
    }
  }
}
