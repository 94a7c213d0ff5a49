package io.lapse.cli.faults;

import org.apache.kafka.clients.admin.Admin;

/** Where the topics of a row lie. */
interface Brokers {
  /** HOST:PORT,...; the same whatever happens to them. */
  String bootstrapServers();

  /** Asks them; a question may fail while one is away. */
  Admin admin();

  /** How many brokers have a copy of each partition. */
  short replicas();
}
