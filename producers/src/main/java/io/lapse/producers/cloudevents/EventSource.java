package io.lapse.producers.cloudevents;

/** The {@code source} of an event, a URI reference. */
final class EventSource {
  private EventSource() {}

  /** The host in it, as in {@code //h1/qemu} or {@code https://h1:8443/agent}; else all of it. */
  static String host(String source) {
    int slashes = source.indexOf("//");
    if (slashes < 0 || (slashes > 0 && source.charAt(slashes - 1) != ':')) {
      return source;
    }
    String authority = source.substring(slashes + 2).split("[/?#]", 2)[0];
    String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":[0-9]*$", "");
    return host.isEmpty() ? source : host;
  }
}
