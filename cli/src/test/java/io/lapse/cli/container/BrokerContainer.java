package io.lapse.cli.container;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.lapse.cli.machine.FreePort;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One broker of several, at a port of this machine's loopback that stays when it starts again. */
final class BrokerContainer extends GenericContainer<BrokerContainer> {
  /** The image of the version of the clients: pulled, or made by docker/offline/build. */
  static final DockerImageName IMAGE =
      DockerImageName.parse("apache/kafka:" + AppInfoParser.getVersion());

  static final String DATA = "/var/lib/kafka/data";
  static final int CLIENT_PORT = 9092;
  static final int PROXIED_PORT = 9093;

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private final int port = FreePort.any();
  private final int proxiedPort = FreePort.any();

  BrokerContainer() {
    super(IMAGE);
    withExposedPorts(CLIENT_PORT, PROXIED_PORT);
    withLabel("io.lapse.test", "broker");
    withCreateContainerCmdModifier(
        command ->
            Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::new)
                .withPortBindings(
                    onLoopback(port, CLIENT_PORT), onLoopback(proxiedPort, PROXIED_PORT)));
    waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
    withStartupTimeout(START_TIMEOUT);
  }

  private static PortBinding onLoopback(int port, int ofContainer) {
    return new PortBinding(
        Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(ofContainer));
  }

  int port() {
    return port;
  }

  /** Where a proxy reaches the listener that is advertised as the proxy. */
  int proxiedPort() {
    return proxiedPort;
  }
}
