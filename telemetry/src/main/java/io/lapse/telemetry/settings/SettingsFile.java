package io.lapse.telemetry.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A file of properties, Kafka style. Its secrets may lie in files of their own: Kafka's
 * configuration providers put them in place of {@code ${PROVIDER:PATH:KEY}}. They do so once, here,
 * so that they work for every key, and no client is left to resolve them again.
 */
public final class SettingsFile {
  private static final String PROVIDERS = "config.providers";

  private SettingsFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigException if it cannot be read, or a provider cannot be had, or has no answer;
   *     the message has no value in it
   */
  public static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("expected a readable properties file: " + e);
    }
    return properties.containsKey(PROVIDERS) ? resolved(properties) : properties;
  }

  private static Properties resolved(Properties properties) {
    Map<String, Object> given = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> given.put(key, properties.getProperty(key)));
    Properties resolved = new Properties();
    new AbstractConfig(new ConfigDef(), given, false)
        .originals()
        .forEach(
            (key, value) -> {
              if (!key.equals(PROVIDERS) && !key.startsWith(PROVIDERS + ".")) {
                resolved.setProperty(key, value.toString());
              }
            });
    requireAnswers(properties, resolved);
    return resolved;
  }

  /** Kafka leaves a variable as it stands where its provider does not know it. */
  private static void requireAnswers(Properties given, Properties resolved) {
    for (String provider : given.getProperty(PROVIDERS).split(",", -1)) {
      Pattern variable = Pattern.compile("\\$\\{" + Pattern.quote(provider.strip()) + ":[^}]*}");
      for (String key : resolved.stringPropertyNames()) {
        Matcher open = variable.matcher(resolved.getProperty(key));
        // What stands around it may be a secret.
        if (open.find() && given.getProperty(key).contains(open.group())) {
          throw new ConfigException(key + ": " + open.group() + ": the provider does not know it");
        }
      }
    }
  }
}
