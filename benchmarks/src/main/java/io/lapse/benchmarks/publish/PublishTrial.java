package io.lapse.benchmarks.publish;

import io.lapse.benchmarks.streams.HostEventLoad;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.json.EventJson;
import io.lapse.schemas.topic.Topics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends decoded events as {@code publish} does, in a process of its own; prints events a second.
 */
public final class PublishTrial {
  private static final int GUESTS = 10_000;
  private static final long SEED = 1;
  private static final double SECOND_NANOS = 1e9;

  private PublishTrial() {}

  /**
   * @param args {@code BOOTSTRAP_SERVERS PREFIX WARM_UP_EVENTS EVENTS}
   */
  public static void main(String[] args) {
    int warmup = Integer.parseInt(args[2]);
    List<HostEvent> events = events(warmup + Integer.parseInt(args[3]));
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0]);
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(settings, Topics.named(args[1]))) {
      events.subList(0, warmup).forEach(publisher::send);
      publisher.flush();
      long beginNanos = System.nanoTime();
      events.subList(warmup, events.size()).forEach(publisher::send);
      publisher.flush();
      long nanos = System.nanoTime() - beginNanos;
      System.out.println((events.size() - warmup) * SECOND_NANOS / nanos);
    }
  }

  /** So many, the same in every process. */
  static List<HostEvent> events(int count) {
    HostEventLoad load = new HostEventLoad(GUESTS, SEED);
    List<HostEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(load.next());
    }
    return events;
  }

  /** The mean size of their records' values, in bytes, rounded up. */
  static int valueBytes(List<HostEvent> events) {
    var serializer = Topics.standard().hostEvents().valueSerde().serializer();
    long bytes = 0;
    for (HostEvent event : events) {
      bytes += serializer.serialize("", event).length;
    }
    return Math.toIntExact((bytes + events.size() - 1) / events.size());
  }

  /** Writes them as JSON lines, for the whole command. */
  static void write(List<HostEvent> events, Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (HostEvent event : events) {
        writer.write(EventJson.write(event));
        writer.write('\n');
      }
    }
  }
}
