package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Outputs that could not be published, and with them the transaction that held them. Their inputs
 * come again; then what follows from an input of such a guest is tried before anything is kept.
 *
 * <pre>
 *   output refused -> transaction aborted -> input again -> its outputs tried -> input refused
 * </pre>
 *
 * <p>Known to one process, while it lives. Another one learns it in the same way.
 */
public final class RefusedOutputs {
  /** The key under which it reaches the handler, which Kafka makes by itself. */
  public static final String CONFIG = "lapse.refused.outputs";

  /** Beyond that it is the topic that is wrong, not the guests. */
  static final int GUESTS_MAX = 1_000;

  private final Topics topics;
  private final Set<String> publications;

  /** By guest, then topic: the least size that was refused, key and value, in bytes. */
  private final Map<String, Map<String, Integer>> refused = new ConcurrentHashMap<>();

  private final AtomicInteger excuses = new AtomicInteger();

  public RefusedOutputs(Topics topics) {
    this.topics = topics;
    publications =
        Stream.of(topics.ledger(), topics.guestNotices(), topics.alerts(), topics.guestProfiles())
            .map(Topic::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * An output was refused because it is too large.
   *
   * @param bytes key and value
   * @return whether its input will be set aside; false if the topic holds no outputs of guests, or
   *     too many guests have such outputs
   */
  public boolean tooLarge(String guest, String topic, int bytes) {
    if (!publications.contains(topic)
        || (refused.size() >= GUESTS_MAX && !refused.containsKey(guest))) {
      return false;
    }
    refused
        .computeIfAbsent(guest, name -> new ConcurrentHashMap<>())
        .merge(topic, bytes, Math::min);
    excuses.incrementAndGet();
    return true;
  }

  /** An output could not be encoded. As above. */
  public boolean unencodable(String guest, String topic) {
    return tooLarge(guest, topic, Integer.MAX_VALUE);
  }

  /** Whether a thread that died now did so to have such an input again; once for each of them. */
  public boolean excuse() {
    return excuses.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  /**
   * Why what follows from an input cannot be published; null if it can, as far as is known.
   *
   * @throws FoldFailedException if an output cannot be encoded
   */
  @Nullable String refusal(LedgerInput input, Step step) {
    if (refused.isEmpty()) {
      return null;
    }
    Map<String, Integer> sizes = refused.getOrDefault(input.guest(), Map.of());
    try {
      return Stream.of(
              step.history().stream().map(each -> tried(sizes, input, topics.ledger(), each)),
              step.notices().stream().map(each -> tried(sizes, input, topics.guestNotices(), each)),
              step.alerts().stream().map(each -> tried(sizes, input, topics.alerts(), each)),
              profile(input).map(each -> tried(sizes, input, topics.guestProfiles(), each)))
          .flatMap(each -> each)
          .filter(refusal -> !refusal.isEmpty())
          .findFirst()
          .orElse(null);
    } catch (RuntimeException e) {
      throw new FoldFailedException(e);
    }
  }

  /** Whether an alarm cannot be published, as far as is known. No input led to it. */
  boolean refuses(Alert alarm) {
    Integer least = refused.getOrDefault(alarm.guest(), Map.of()).get(topics.alerts().name());
    return least != null && sizeOf(alarm.guest(), topics.alerts(), alarm) >= least;
  }

  private static Stream<GuestEvent.Profile> profile(LedgerInput input) {
    return input instanceof GuestEvent.Profile profile ? Stream.of(profile) : Stream.empty();
  }

  /** Why the output was refused, or would be; empty if it would not. */
  private static <V> String tried(
      Map<String, Integer> sizes, LedgerInput input, Topic<V> topic, V output) {
    Integer least = sizes.get(topic.name());
    if (least == null) {
      return "";
    }
    int bytes = sizeOf(input.guest(), topic, output);
    return bytes < least
        ? ""
        : "expected what follows to fit into "
            + topic.name()
            + ": "
            + bytes
            + " bytes, and "
            + least
            + " were refused";
  }

  private static <V> int sizeOf(String guest, Topic<V> topic, V output) {
    return guest.getBytes(StandardCharsets.UTF_8).length
        + topic.valueSerde().serializer().serialize(topic.name(), output).length;
  }
}
