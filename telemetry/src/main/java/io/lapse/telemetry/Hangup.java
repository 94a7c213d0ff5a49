package io.lapse.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Sees that a client which listens hangs up, before something is written to it. */
final class Hangup implements Callback {
  private final Client client;
  private final EndPoint readable;

  Hangup(Exchange exchange) {
    client = exchange.client();
    readable = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
  }

  /** Returns at once. */
  void await() {
    readable.tryFillInterested(this);
  }

  @Override
  public void succeeded() {
    ByteBuffer said = BufferUtil.allocate(1);
    try {
      if (readable.fill(said) == 0) {
        await(); // TLS speaks for itself now and then.
      } else {
        // Whoever speaks while it listens breaks the protocol.
        client.close();
      }
    } catch (IOException e) {
      client.close(e);
    }
  }

  @Override
  public void failed(Throwable cause) {
    client.close(cause);
  }
}
