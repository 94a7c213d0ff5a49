package io.lapse.streamsapp;

import java.util.Locale;

/**
 * How a process that runs the ledger formats numbers.
 *
 * <p>For each record, and each of its topics that has no other record at hand, Kafka Streams
 * formats a text that nobody reads ({@code PartitionGroup.readyToProcess}). {@link Locale#US} is
 * the only locale for which Java does not look up the digits of the language first.
 */
public final class ProcessLocale {
  private ProcessLocale() {}

  /** For the whole process; Lapse itself names a locale wherever it formats. */
  public static void set() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
  }
}
