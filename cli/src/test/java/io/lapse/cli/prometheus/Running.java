package io.lapse.cli.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own that answers JSON over HTTP on loopback. */
final class Running implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int END_SECONDS_MAX = 20;
  private static final int OK = 200;
  private static final int PAUSE_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private Running(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts it; returns when it says at {@code /-/ready} that it is ready. */
  static Running start(Path log, int port, List<String> command)
      throws IOException, InterruptedException {
    Running running =
        new Running(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(),
            log,
            port);
    long deadlineNanos = System.nanoTime() + START.toNanos();
    while (running.get("/-/ready") == null) {
      if (!running.process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
        running.close();
        throw new IllegalStateException(command + " is not ready:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return running;
  }

  /** What a path answers; null if nothing does, or not with 200. */
  String get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(START)
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == OK ? response.body() : null;
    } catch (IOException e) {
      return null; // It does not serve yet.
    }
  }

  /** The {@code data} of an answer. */
  JsonNode data(String path) throws IOException, InterruptedException {
    String body = get(path);
    if (body == null) {
      throw new IllegalStateException(path + " is not answered:\n" + log());
    }
    return JSON.readTree(body).get("data");
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM; returns its exit code, when it is gone. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + process.info());
    }
    return process.exitValue();
  }

  /** SIGKILL; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
