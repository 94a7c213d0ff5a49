package io.lapse.benchmarks.streams;

import io.lapse.cli.broker.EmbeddedBroker;
import java.io.IOException;

/** A broker in a process of its own: prints where it listens, and runs until its input ends. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      System.out.println(broker.bootstrapServers());
      System.out.flush();
      while (System.in.read() >= 0) {
        // What comes is of no interest; that nothing more comes, is.
      }
    }
  }
}
