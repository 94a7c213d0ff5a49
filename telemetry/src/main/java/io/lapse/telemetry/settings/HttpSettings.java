package io.lapse.telemetry.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How a part serves HTTP, and asks its peers.
 *
 * @param host the address that it listens on
 * @param port {@link HttpKeys#NO_PORT}: it serves none; 0: any that is free
 * @param tokens what a client must show; null: no token is asked for
 * @param tls null: not encrypted
 */
public record HttpSettings(String host, int port, @Nullable TokenFile tokens, @Nullable Tls tls) {

  /** To whoever reaches it. */
  public static HttpSettings open(String host, int port) {
    return new HttpSettings(host, port, null, null);
  }

  /**
   * Reads the files that are named.
   *
   * @param config with the keys of {@link HttpKeys}
   * @throws ConfigException if they cannot be used, or if strangers could ask
   */
  public static HttpSettings of(AbstractConfig config) {
    String file = config.getString(HttpKeys.TOKENS_FILE);
    TokenFile tokens = file.isEmpty() ? null : TokenFile.read(Path.of(file));
    Tls tls = tls(config);
    HttpSettings settings =
        new HttpSettings(
            config.getString(HttpKeys.HOST), config.getInt(HttpKeys.PORT), tokens, tls);
    settings.requireKnownClients();
    return settings;
  }

  private static @Nullable Tls tls(AbstractConfig config) {
    if (!config.getString(HttpKeys.KEYSTORE_LOCATION).isEmpty()) {
      return Tls.of(config);
    }
    boolean isAskedFor = config.getString(HttpKeys.CLIENT_AUTH).equals(HttpKeys.REQUIRED);
    if (isAskedFor || !config.getString(HttpKeys.TRUSTSTORE_LOCATION).isEmpty()) {
      throw new ConfigException(
          "http.tls: expected "
              + HttpKeys.KEYSTORE_LOCATION
              + ": without it HTTP is served without TLS");
    }
    return null;
  }

  private void requireKnownClients() {
    if (isServed() && !knowsItsClients() && !isLoopback()) {
      throw new ConfigException(
          HttpKeys.HOST
              + ": "
              + host
              + " is open to other machines: expected "
              + HttpKeys.TOKENS_FILE
              + ", or "
              + HttpKeys.CLIENT_AUTH
              + "=required, or a loopback address");
    }
  }

  /** Whether there is anything to serve. */
  public boolean isServed() {
    return port != HttpKeys.NO_PORT;
  }

  /** Whether tokens cross a network in the clear. */
  public boolean tellsItsTokens() {
    return isServed() && tokens != null && tls == null && !isLoopback();
  }

  /** Whether a client must show a certificate. */
  public boolean asksForCertificates() {
    return tls != null && tls.asksForCertificates();
  }

  private boolean knowsItsClients() {
    return tokens != null || asksForCertificates();
  }

  /** A name that is not known is none; that it cannot be listened on, is said later. */
  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return tls == null ? "http" : "https";
  }
}
