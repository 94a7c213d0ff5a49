package io.lapse.streamsapp.alert.sink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A receiver over HTTP that answers as a test says. */
public final class Receiver implements AutoCloseable {
  /** What it was sent. */
  public record Post(String path, Headers headers, String body) {}

  /** What it answers. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }
  }

  /** All that came, taken or not. */
  public final List<Post> posts = new CopyOnWriteArrayList<>();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Function<Post, Answer> answers = post -> Answer.of(200);
  private volatile boolean silent;

  private Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static Receiver start() throws IOException {
    return new Receiver(0);
  }

  /** One at a port that was another's before. */
  public static Receiver start(int port) throws IOException {
    return new Receiver(port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public void answer(Function<Post, Answer> with) {
    answers = with;
    silent = false;
  }

  public void answer(int status) {
    answer(post -> Answer.of(status));
  }

  /** Takes posts, and never answers. */
  public void beSilent() {
    silent = true;
  }

  /** Waits until it was sent so much; returns whether it was in time. */
  public boolean awaitPosts(int count, Duration timeout) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    synchronized (posts) {
      while (posts.size() < count && System.nanoTime() < deadlineNanos) {
        posts.wait(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
      }
      return posts.size() >= count;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Post post = new Post(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
      synchronized (posts) {
        posts.add(post);
        posts.notifyAll();
      }
      if (silent) {
        closed.await();
        return;
      }
      Answer answer = answers.apply(post);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
