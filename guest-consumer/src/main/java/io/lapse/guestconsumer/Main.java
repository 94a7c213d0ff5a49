package io.lapse.guestconsumer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Stands in for guests until it is told to stop: {@code Main FILE.properties}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument, a properties file");
    }
    GuestConsumerConfig config = new GuestConsumerConfig(properties(Path.of(args[0])));
    try (GuestConsumer consumer = GuestConsumer.connect(config, ReactionListener.NONE)) {
      Runtime.getRuntime().addShutdownHook(new Thread(consumer::close, "close-guest-consumer"));
      consumer.run();
    }
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
