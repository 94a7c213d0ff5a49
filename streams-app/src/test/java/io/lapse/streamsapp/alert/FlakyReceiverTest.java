package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A receiver that fails by chance in every way, a sink that crashes by chance, and alerts that come
 * by chance. Whatever happens, in the end the receiver knows of each alert what the topic says of
 * it, and was told nothing in a wrong order.
 */
class FlakyReceiverTest {
  private static final int STEPS = 400;
  private static final int GUESTS = 12;

  private final FakeClock clock = new FakeClock();
  private final MemorySink sink = new MemorySink(8, Duration.ofMinutes(1));
  private final Driven driven = new Driven(sink, clock);
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private final Map<String, List<String>> said = new LinkedHashMap<>();
  private long committed;
  private CommitNote note = driven.note();
  private int guests;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void receiver_knowsInTheEndWhatTheTopicSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < STEPS; step++) {
      step(random);
    }

    sink.back();
    driven.pass(Duration.ofMinutes(10));

    Map<String, String> last = new LinkedHashMap<>();
    sink.received.forEach(each -> last.put(each.said().guest(), each.said().state().name()));
    Map<String, String> expected = new LinkedHashMap<>();
    said.forEach((guest, states) -> expected.put(guest, states.get(states.size() - 1)));
    assertThat(last).as("seed %s", seed).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(driven.committable()).as("seed %s", seed).isEqualTo(count());
    said.keySet().forEach(guest -> assertInOrder(guest, seed));
  }

  private void step(SplittableRandom random) {
    switch (random.nextInt(8)) {
      case 0, 1 -> open();
      case 2 -> resolve(random);
      case 3 -> sink.answer = messages -> failure(random);
      case 4 -> sink.back();
      case 5 -> {
        committed = driven.committable();
        note = driven.note();
      }
      case 6 -> {
        if (random.nextInt(4) == 0) {
          driven.crashAfterCommit(committed, note);
        }
      }
      default -> driven.pass(Duration.ofMillis(random.nextInt(20_000)));
    }
  }

  private static Delivery failure(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Delivery.Later(false, null, "no answer");
      case 1 -> new Delivery.Later(false, Duration.ofSeconds(random.nextInt(60)), "503");
      case 2 -> new Delivery.Later(true, null, "500");
      default -> new Delivery.Delivered();
    };
  }

  private void open() {
    if (open.size() < GUESTS) {
      String guest = "g" + guests++;
      Alert alert = Alerts.opened(guest, Violation.UNACCOUNTED_TIME, clock.utcMillis());
      open.put(guest, alert);
      said.put(guest, new ArrayList<>(List.of("OPENED")));
      driven.append(alert);
    }
  }

  private void resolve(SplittableRandom random) {
    if (!open.isEmpty()) {
      String guest = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
      Alert opened = open.remove(guest);
      said.get(guest).add("RESOLVED");
      driven.append(Alerts.resolved(opened, clock.utcMillis()));
    }
  }

  private long count() {
    return said.values().stream().mapToLong(List::size).sum();
  }

  /** Told as new, an end comes after an opening; a crash may begin that anew. */
  private void assertInOrder(String guest, long seed) {
    List<String> told =
        sink.received.stream()
            .filter(each -> each.said().guest().equals(guest))
            .map(each -> each.said().state().name())
            .toList();
    assertThat(told.get(0)).as("seed %s, %s: %s", seed, guest, told).isEqualTo("OPENED");
  }
}
