package io.lapse.producers.qmp.live;

import io.lapse.producers.produce.Feed;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * What a running QEMU tells on its QMP socket, as it happens. It connects again for ever. What
 * happens while it is not connected cannot be read, and is not made up: only that it happened is
 * reported, where QEMU's answers show it.
 *
 * <p>It needs a monitor of its own, which serves one client at a time.
 */
public final class QmpFeed implements Feed {
  private final SourceInput input;
  private final SocketAddress address;
  private final Patience patience;

  /** What was said last of a server that is not QEMU: said once, not at each attempt. */
  private @Nullable String reported;

  /**
   * A feed; nothing is opened before it runs.
   *
   * @param input the host and the guest; its path is what problems call the socket
   * @param address a {@link UnixDomainSocketAddress} or an {@link InetSocketAddress}
   */
  public QmpFeed(SourceInput input, SocketAddress address) {
    this(input, address, Patience.USUAL);
  }

  QmpFeed(SourceInput input, SocketAddress address, Patience patience) {
    this.input = input;
    this.address = address;
    this.patience = patience;
  }

  @Override
  public void run(FeedDesk desk) throws InterruptedException {
    int failures = 0;
    while (true) {
      long begin = System.nanoTime();
      desk.down(endOfOne(desk));
      boolean settled = System.nanoTime() - begin >= patience.settled().toNanos();
      failures = settled ? 1 : failures + 1;
      Thread.sleep(patience.before(failures).toMillis());
    }
  }

  /** Connects, reads to the end of the connection, and returns why it ended. */
  private String endOfOne(FeedDesk desk) throws InterruptedException {
    try (QmpConnection connection =
        QmpConnection.open(input.path(), reachable(address), patience.answer())) {
      return endOf(connection, desk);
    } catch (NotQemuException e) {
      report(e.problem(), desk);
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return String.valueOf(e.getMessage());
    }
  }

  private String endOf(QmpConnection connection, FeedDesk desk)
      throws IOException, InterruptedException {
    try {
      new QmpSession(input, desk, connection, patience).run(this::processName);
      throw new IllegalStateException("a session must not end without its connection");
    } catch (EOFException e) {
      if (connection.isWithinLine()) {
        desk.report(Problem.refused(connection.next(), "cut off: expected a whole line of QMP"));
      }
      throw e;
    }
  }

  private void report(Problem problem, FeedDesk desk) {
    if (!problem.message().equals(reported)) {
      desk.report(problem);
      reported = problem.message();
    }
  }

  /** A name that did not resolve may do so later. */
  private static SocketAddress reachable(SocketAddress address) throws UnknownHostException {
    if (!(address instanceof InetSocketAddress inet) || !inet.isUnresolved()) {
      return address;
    }
    InetSocketAddress again = new InetSocketAddress(inet.getHostString(), inet.getPort());
    if (again.isUnresolved()) {
      throw new UnknownHostException("no such host: " + inet.getHostString());
    }
    return again;
  }

  /**
   * A thread's number may come again, in another container above all: each process makes its own
   * socket, at a time of its own.
   */
  private String processName(Answer cpus) throws IOException {
    String thread = "thread " + cpus.firstThread();
    return address instanceof UnixDomainSocketAddress unix
        ? thread + ", socket of " + Files.getLastModifiedTime(unix.getPath())
        : thread;
  }
}
