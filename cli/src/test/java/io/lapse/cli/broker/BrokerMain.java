package io.lapse.cli.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A broker in a JVM of its own, so that it can be killed: {@code BrokerMain DATA PORT PORT}. */
public final class BrokerMain {
  /** What a kill leaves behind is over within seconds. */
  private static final Map<String, String> SHORT =
      Map.of(
          // How soon a transaction that timed out is aborted; by default within 10 s.
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
          // When the controller gives up a broker that was killed, and takes it back; by default 9
          // s.
          "broker.session.timeout.ms", "6000",
          "broker.heartbeat.interval.ms", "500");

  private BrokerMain() {}

  /**
   * Runs it until this process ends.
   *
   * @param args the folder of its data, the port of the broker, the port of the controller
   */
  public static void main(String[] args) throws InterruptedException {
    BrokerSettings settings =
        new BrokerSettings(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Path.of(args[0]));
    EmbeddedBroker broker = EmbeddedBroker.startWith(settings, SHORT);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    new CountDownLatch(1).await();
  }
}
