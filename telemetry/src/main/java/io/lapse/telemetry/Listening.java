package io.lapse.telemetry;

import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where clients come in: HTTP/1.1, in the clear or by TLS. The limits of time are those of {@link
 * Client}; Jetty's own are off, as a byte now and then would satisfy them.
 */
final class Listening extends ServerConnector {
  private static final int WAITING_TO_BE_ACCEPTED_MAX = 256;
  private static final int NEVER = 0;

  private final Clients clients;

  private Listening(Server server, Clients clients, ConnectionFactory... protocols) {
    super(server, null, null, null, 1, 1, protocols);
    this.clients = clients;
    setIdleTimeout(NEVER);
  }

  /**
   * Takes the address.
   *
   * @throws IOException if it cannot be had
   */
  @SuppressWarnings("resource") // The server has it, and ends it.
  static Listening at(HttpSettings settings, Server server, Clients clients) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
    List<ConnectionFactory> protocols = protocols(settings.tls());
    Listening listening =
        new Listening(server, clients, protocols.toArray(new ConnectionFactory[0]));
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(address, WAITING_TO_BE_ACCEPTED_MAX);
      listening.open(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return listening;
  }

  private static List<ConnectionFactory> protocols(@Nullable Tls tls) {
    HttpConnectionFactory http = new HttpConnectionFactory(http());
    List<ConnectionFactory> protocols = new ArrayList<>();
    if (tls != null) {
      protocols.add(new SslConnectionFactory(secured(tls), http.getProtocol()));
    }
    protocols.add(http);
    return protocols;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(Limits.HEADER_BYTES_MAX);
    http.setIdleTimeout(NEVER);
    // Paths are taken as they come: an encoded slash is a part of a guest's name.
    http.setUriCompliance(UriCompliance.UNSAFE);
    // Whether the certificate names the host is for the client to see: there are proxies.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return http;
  }

  private static SslContextFactory.Server secured(Tls tls) {
    SslContextFactory.Server secured = new SslContextFactory.Server();
    secured.setSslContext(tls.context());
    secured.setIncludeProtocols(Tls.PROTOCOLS.toArray(new String[0]));
    // Health is for those too that have none: the others are refused when they have asked.
    secured.setWantClientAuth(tls.asksForCertificates());
    secured.setRenegotiationAllowed(false);
    return secured;
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    return new Client(channel, selector, key, getScheduler(), clients);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    checkLater();
  }

  private void checkLater() {
    getScheduler().schedule(this::check, Clients.CHECK_SECONDS, TimeUnit.SECONDS);
  }

  private void check() {
    try {
      clients.check();
    } finally {
      if (isRunning()) {
        checkLater();
      }
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    try {
      ServerSocketChannel channel = (ServerSocketChannel) getTransport();
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("HTTP listens nowhere", e);
    }
  }
}
