package io.lapse.cli.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A file system of a few megabytes in memory for one broker's data. A second container holds it, so
 * that it stays while the broker is gone, and can be filled and freed meanwhile.
 */
final class SmallVolume implements AutoCloseable {
  private final String name;
  private final GenericContainer<?> keeper;

  private SmallVolume(String name, GenericContainer<?> keeper) {
    this.name = name;
    this.keeper = keeper;
  }

  static SmallVolume create(int megabytes) {
    String name =
        client()
            .createVolumeCmd()
            .withDriver("local")
            .withDriverOpts(
                Map.of(
                    "type", "tmpfs", "device", "tmpfs", "o", "size=" + megabytes + "m,mode=1777"))
            .exec()
            .getName();
    GenericContainer<?> keeper = new GenericContainer<>(BrokerContainer.IMAGE);
    keeper.withLabel("io.lapse.test", "keeper").withCommand("sleep", "100000");
    mount(name, keeper);
    keeper.start();
    return new SmallVolume(name, keeper);
  }

  /** At the parent of the data: a root folder of a file system may hold what is no partition. */
  private static void mount(String name, GenericContainer<?> container) {
    container.withCreateContainerCmdModifier(
        command -> {
          HostConfig host = Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::new);
          List<Bind> binds = new ArrayList<>();
          if (host.getBinds() != null) {
            binds.addAll(List.of(host.getBinds()));
          }
          binds.add(new Bind(name, new Volume("/disk"), AccessMode.rw));
          host.withBinds(binds);
        });
  }

  void mountTo(BrokerContainer broker) {
    mount(name, broker);
    broker.withEnv("KAFKA_LOG_DIRS", "/disk/data");
  }

  /** Leaves no byte free. */
  void fill() throws IOException, InterruptedException {
    // It ends when there is no room: that is what is wanted.
    keeper.execInContainer("dd", "if=/dev/zero", "of=/disk/ballast", "bs=4096");
  }

  void free() throws IOException, InterruptedException {
    keeper.execInContainer("rm", "-f", "/disk/ballast");
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  /** What uses it must be gone. */
  @Override
  public void close() {
    keeper.stop();
    client().removeVolumeCmd(name).exec();
  }
}
