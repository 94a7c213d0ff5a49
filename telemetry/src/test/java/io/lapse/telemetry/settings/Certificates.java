package io.lapse.telemetry.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** An authority for tests, and what it signs for loopback; made by the JDK's own keytool. */
public final class Certificates {
  /** Of every store; they live as long as the test. */
  public static final String PASSWORD = "only-for-tests";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** A new authority. */
  public static Certificates in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Certificates made = new Certificates(folder);
    made.keytool("authority", "-genkeypair", "-dname", "CN=authority", "-ext", "bc:c");
    made.keytool("authority", "-exportcert", "-rfc", "-file", made.truststore().toString());
    return made;
  }

  /** The authority's certificate, in PEM. */
  public Path truststore() {
    return folder.resolve("authority.pem");
  }

  /** A key and a certificate for 127.0.0.1 that the authority signed, in PKCS #12. */
  public Path keystore(String name) throws IOException, InterruptedException {
    String request = folder.resolve(name + ".csr").toString();
    Path signed = folder.resolve(name + ".pem");
    keytool(name, "-genkeypair", "-dname", "CN=" + name);
    keytool(name, "-certreq", "-file", request);
    keytool(
        "authority",
        "-gencert",
        "-rfc",
        "-infile",
        request,
        "-outfile",
        signed.toString(),
        "-ext",
        "san=ip:127.0.0.1,dns:localhost");
    Files.writeString(signed, Files.readString(signed) + Files.readString(truststore()));
    keytool(name, "-importcert", "-noprompt", "-trustcacerts", "-file", signed.toString());
    return store(name);
  }

  /** What an instance is told of them. */
  public Map<String, String> settings(String name) throws IOException, InterruptedException {
    return Map.of(
        HttpKeys.KEYSTORE_LOCATION,
        keystore(name).toString(),
        HttpKeys.KEYSTORE_TYPE,
        "PKCS12",
        HttpKeys.KEYSTORE_PASSWORD,
        PASSWORD,
        HttpKeys.KEY_PASSWORD,
        PASSWORD,
        HttpKeys.TRUSTSTORE_LOCATION,
        truststore().toString());
  }

  /** The same, read. */
  public static HttpSettings read(Map<String, String> settings) {
    return HttpSettings.of(new AbstractConfig(HttpKeys.define(new ConfigDef()), settings, false));
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private void keytool(String name, String command, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command, "-alias", name, "-keystore", store(name).toString()));
    line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    if (command.equals("-genkeypair")) {
      line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    line.addAll(Arrays.asList(options));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed: " + Files.readString(log));
    }
  }
}
