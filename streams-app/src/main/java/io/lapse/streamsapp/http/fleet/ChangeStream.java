package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardListener;
import io.lapse.streamsapp.board.BoardStatus;
import io.lapse.streamsapp.http.BadParameterException;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.http.Problem;
import io.lapse.telemetry.EventRoute;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client what changed: {@code /api/v1/stream}. The event {@code board} comes at once and
 * after each change of the board; {@code guest}, where one is asked for, when its books change.
 */
public final class ChangeStream implements EventRoute {
  private static final String PATH = LedgerApi.PATH + "stream";
  private static final String GUEST = "guest";
  private static final int GUEST_BYTES_MAX = 1_024;

  private final Board board;
  private final AtomicInteger open = new AtomicInteger();

  public ChangeStream(Board board) {
    this.board = board;
  }

  /** How many clients listen. */
  public int open() {
    return open.get();
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public @Nullable Response refusal(Request request) {
    try {
      guest(request);
      return null;
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String guest(Request request) throws BadParameterException {
    String guest = Asked.of(request, Set.of(GUEST)).text(GUEST);
    if (guest != null && guest.getBytes(StandardCharsets.UTF_8).length > GUEST_BYTES_MAX) {
      throw new BadParameterException("expected a guest of at most " + GUEST_BYTES_MAX + " bytes");
    }
    return guest;
  }

  @Override
  public Subscription listen(Request request, Listener listener) {
    String guest;
    try {
      guest = guest(request);
    } catch (BadParameterException e) {
      throw new IllegalArgumentException("a request that is refused must not listen", e);
    }
    BoardListener.Subscription whole = board.listen(now -> tell(listener, now));
    BoardListener.Subscription one =
        guest == null ? () -> {} : board.listen(guest, now -> tell(listener, guest, now));
    open.incrementAndGet();
    // After it listens: a change in between is told twice rather than never.
    tell(listener, board.status());
    AtomicBoolean isOpen = new AtomicBoolean(true);
    return () -> {
      whole.close();
      one.close();
      if (isOpen.getAndSet(false)) {
        open.decrementAndGet();
      }
    };
  }

  private static void tell(Listener listener, BoardStatus now) {
    ObjectNode data = RowJson.object();
    data.put("revision", now.revision());
    data.put("as_of_tai_ns", now.asOfTaiNanos());
    listener.tell("board", Long.toString(now.revision()), data.toString());
  }

  private static void tell(Listener listener, String guest, BoardStatus now) {
    ObjectNode data = RowJson.object();
    data.put(GUEST, guest);
    data.put("revision", now.revision());
    listener.tell(GUEST, Long.toString(now.revision()), data.toString());
  }
}
