package io.lapse.producers.produce.run;

import java.nio.file.Path;

/** Where an input is. */
public sealed interface Address {
  /** As it stands in the settings, and in messages. */
  String text();

  /** A file, or a socket in the file system. */
  record OfPath(String text, Path path) implements Address {}

  /** {@code tcp:HOST:PORT}. */
  record OfTcp(String text, String host, int port) implements Address {}

  /** {@code kafka:TOPIC}. */
  record OfTopic(String text, String topic) implements Address {}
}
