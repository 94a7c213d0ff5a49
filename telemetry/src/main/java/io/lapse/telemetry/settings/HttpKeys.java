package io.lapse.telemetry.settings;

import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The keys by which a part serves HTTP: the same for every part. */
public final class HttpKeys {
  public static final String HOST = "http.host";
  public static final String PORT = "http.port";
  public static final String TOKENS_FILE = "http.tokens.file";
  public static final String KEYSTORE_LOCATION = "http.tls.keystore.location";
  public static final String KEYSTORE_TYPE = "http.tls.keystore.type";
  public static final String KEYSTORE_PASSWORD = "http.tls.keystore.password";
  public static final String KEY_PASSWORD = "http.tls.key.password";
  public static final String TRUSTSTORE_LOCATION = "http.tls.truststore.location";
  public static final String TRUSTSTORE_TYPE = "http.tls.truststore.type";
  public static final String TRUSTSTORE_PASSWORD = "http.tls.truststore.password";
  public static final String CLIENT_AUTH = "http.tls.client.auth";

  /** All of them. */
  public static final Set<String> NAMES =
      Set.of(
          HOST,
          PORT,
          TOKENS_FILE,
          KEYSTORE_LOCATION,
          KEYSTORE_TYPE,
          KEYSTORE_PASSWORD,
          KEY_PASSWORD,
          TRUSTSTORE_LOCATION,
          TRUSTSTORE_TYPE,
          TRUSTSTORE_PASSWORD,
          CLIENT_AUTH);

  /** No HTTP. */
  public static final int NO_PORT = -1;

  static final String NONE = "none";
  static final String REQUIRED = "required";

  private static final int PORT_MAX = 65_535;
  private static final String PEM = "PEM";
  private static final String[] STORES = {PEM, "PKCS12", "JKS"};

  private HttpKeys() {}

  /** Adds them to a part's own. */
  public static ConfigDef define(ConfigDef part) {
    return part.define(
            HOST,
            Type.STRING,
            "127.0.0.1",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "The address on which HTTP is served. Any but loopback needs tokens or client"
                + " certificates.")
        .define(
            PORT,
            Type.INT,
            NO_PORT,
            ConfigDef.Range.between(NO_PORT, PORT_MAX),
            Importance.MEDIUM,
            "The port for it; 0: any that is free, named in the log; -1: none.")
        .define(
            TOKENS_FILE,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "A file of bearer tokens, one a line, that all but health asks for; the first is this"
                + " instance's own. Read again when it changes. Empty: none.")
        .define(
            KEYSTORE_LOCATION,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "The certificate and the key with which HTTP is served over TLS, and other instances"
                + " are asked. Empty: no TLS.")
        .define(
            KEYSTORE_TYPE,
            Type.STRING,
            PEM,
            ValidString.in(STORES),
            Importance.LOW,
            "Its form: PEM, PKCS12 or JKS.")
        .define(
            KEYSTORE_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.LOW,
            "Its password, if it is not PEM.")
        .define(
            KEY_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.LOW,
            "The password of the key in it, if the key is encrypted.")
        .define(
            TRUSTSTORE_LOCATION,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "The authorities that must have signed the certificates of clients and of other"
                + " instances. Empty: Java's own, and no certificate of a client is asked for.")
        .define(
            TRUSTSTORE_TYPE,
            Type.STRING,
            PEM,
            ValidString.in(STORES),
            Importance.LOW,
            "Its form: PEM, PKCS12 or JKS.")
        .define(
            TRUSTSTORE_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.LOW,
            "Its password, if it is not PEM.")
        .define(
            CLIENT_AUTH,
            Type.STRING,
            NONE,
            ValidString.in(NONE, REQUIRED),
            Importance.MEDIUM,
            "Whether all but health asks for a client's certificate: none, required. With tokens,"
                + " both are asked for.");
  }
}
