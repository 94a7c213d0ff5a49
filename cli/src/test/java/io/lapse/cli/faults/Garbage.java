package io.lapse.cli.faults;

import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records that are no events. */
final class Garbage {
  private static final byte[] NOBODY = "nobody".getBytes(StandardCharsets.UTF_8);

  private final Random random;
  private final Topics topics;
  private final List<Sent> events;

  /**
   * What it makes garbage of.
   *
   * @param events good ones
   */
  Garbage(Random random, Topics topics, List<Sent> events) {
    this.random = random;
    this.topics = topics;
    this.events = events;
  }

  /** So many records, of each kind as many. */
  List<Sent> of(int count) {
    List<Sent> garbage = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      garbage.add(one(i % 6));
    }
    return garbage;
  }

  private Sent one(int kind) {
    Sent event = events.get(random.nextInt(events.size()));
    return switch (kind) {
      case 0 -> new Sent(event.topic(), event.key(), noise());
      case 1 -> new Sent(topics.guestReactions().name(), event.key(), noise());
      case 2 -> new Sent(event.topic(), event.key(), truncated(event.value()));
      case 3 -> new Sent(event.topic(), NOBODY, event.value());
      case 4 -> new Sent(event.topic(), null, event.value());
      case 5 -> new Sent(event.topic(), event.key(), null);
      default -> throw new IllegalArgumentException("kind must be below 6: " + kind);
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] truncated(byte[] value) {
    return Arrays.copyOf(value, 1 + random.nextInt(value.length - 1));
  }
}
