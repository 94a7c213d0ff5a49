package io.lapse.streamsapp.query;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where an instance of the application answers: its {@code application.server}.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 */
public record Instance(String host, int port) {
  /** A name with an underscore is no host to a URI. */
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z.-]+)):([0-9]{1,5})");

  private static final int PORT_MAX = 65_535;

  /** What a server listens on, and no client can connect to. */
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException if it is not one that others can connect to
   */
  public static Instance parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected HOST:PORT: " + text);
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    int port = Integer.parseInt(parts.group(3));
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("expected a port from 1 to 65535: " + text);
    }
    if (isWildcard(host)) {
      throw new IllegalArgumentException("expected a host that others can connect to: " + text);
    }
    return new Instance(host, port);
  }

  /** Whether the host means all addresses of a machine, and so none that others could use. */
  public static boolean isWildcard(String host) {
    return WILDCARDS.contains(host);
  }

  static Instance of(HostInfo host) {
    return new Instance(host.host(), host.port());
  }

  /** {@code HOST:PORT}, as it stands in an address. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
