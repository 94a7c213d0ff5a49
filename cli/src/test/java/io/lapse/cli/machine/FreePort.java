package io.lapse.cli.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Ports of loopback for what is stopped and started again. They lie below those that the kernel
 * gives to connections: while a broker is down, a client that tries again would else be given the
 * broker's own port, and connect to itself.
 */
public final class FreePort {
  private static final int MIN = 20_000;
  private static final int MAX = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that nobody has now, and that was given to nobody here before. */
  public static int any() {
    return RandomGenerator.getDefault()
        .ints(MIN, MAX)
        .filter(FreePort::isFree)
        .filter(GIVEN::add)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // Somebody has it.
    }
  }
}
