package io.lapse.streamsapp.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receiver in memory, that answers as a test says. */
final class MemorySink implements AlertSink {
  final List<AlertMessage> received = new ArrayList<>();
  final List<Integer> posts = new ArrayList<>();
  private final int batchMax;
  private final @Nullable Duration resend;

  /** What is answered; what is not delivered is not kept. */
  Function<List<AlertMessage>, Delivery> answer = messages -> new Delivery.Delivered();

  MemorySink(int batchMax, @Nullable Duration resend) {
    this.batchMax = batchMax;
    this.resend = resend;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public int batchMax() {
    return batchMax;
  }

  @Override
  public @Nullable Duration resend() {
    return resend;
  }

  @Override
  public Delivery deliver(List<AlertMessage> messages) {
    posts.add(messages.size());
    Delivery answered = answer.apply(messages);
    if (answered instanceof Delivery.Delivered) {
      received.addAll(messages);
    }
    return answered;
  }

  /** What it was told: {@code GUEST STATE}, with {@code again} where it had been told before. */
  List<String> told() {
    return received.stream()
        .map(
            each ->
                each.said().guest() + " " + each.said().state() + (each.again() ? " again" : ""))
        .toList();
  }

  void away() {
    answer = messages -> new Delivery.Later(false, null, "away");
  }

  void back() {
    answer = messages -> new Delivery.Delivered();
  }
}
