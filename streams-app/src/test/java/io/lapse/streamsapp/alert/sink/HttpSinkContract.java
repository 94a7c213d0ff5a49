package io.lapse.streamsapp.alert.sink;

import io.lapse.streamsapp.alert.RemoteSinkContract;
import io.lapse.streamsapp.alert.sink.Receiver.Answer;
import io.lapse.streamsapp.alert.sink.Receiver.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sink whose receiver speaks HTTP. */
public abstract class HttpSinkContract extends RemoteSinkContract {
  protected static final Duration TIMEOUT = Duration.ofMillis(300);

  protected Receiver receiver;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private int port;

  @BeforeEach
  void listen() throws IOException {
    receiver = Receiver.start();
    port = receiver.port();
    back();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  /** What a post says, one {@code GUEST STATE} for each alert. */
  protected abstract List<String> said(Post post);

  @Override
  protected List<String> taken() {
    return taken.stream().distinct().toList();
  }

  @Override
  protected void away() {
    receiver.close();
  }

  @Override
  protected void back() {
    try {
      receiver.close();
      receiver = Receiver.start(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    receiver.answer(this::take);
  }

  private Answer take(Post post) {
    taken.addAll(said(post));
    return Answer.of(200);
  }

  @Override
  protected void garbage() {
    receiver.answer(post -> new Answer(500, Map.of("Retry-After", "soon"), "<".repeat(100_000)));
  }

  @Override
  protected void slow() {
    receiver.beSilent();
  }

  @Override
  protected void refuse(String guest) {
    receiver.answer(
        post ->
            said(post).stream().anyMatch(each -> each.startsWith(guest + " "))
                ? new Answer(400, Map.of(), "no such\nguest")
                : take(post));
  }
}
