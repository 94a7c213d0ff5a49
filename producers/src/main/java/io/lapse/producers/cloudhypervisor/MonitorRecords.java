package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;

/** What takes the records of an event monitor, in order. */
interface MonitorRecords {

  /**
   * Takes the record that begins at {@code where}.
   *
   * @throws MalformedException if it cannot be taken
   */
  void take(MonitorEvent event, Location where) throws MalformedException;

  /** Nothing follows. */
  void end();

  /** What it has to be told to go on as this one. */
  ReaderMemory memory();
}
