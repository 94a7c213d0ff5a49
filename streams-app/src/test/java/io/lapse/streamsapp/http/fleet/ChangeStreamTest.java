package io.lapse.streamsapp.http.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.Boards;
import io.lapse.telemetry.EventRoute.Subscription;
import io.lapse.telemetry.Route.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {
  private static final long SECOND = 1_000_000_000L;

  private final Board board = Boards.empty();
  private final ChangeStream changes = new ChangeStream(board);
  private final List<String> told = new ArrayList<>();

  private static Request request(@Nullable String query) {
    return new Request("/api/v1/stream", query, name -> null);
  }

  private Subscription listen(@Nullable String query) {
    return changes.listen(
        request(query), (kind, id, data) -> told.add(kind + " " + id + " " + data));
  }

  private void change(String guest, long taiNanos) {
    board.apply(
        0,
        Alert.opened(
            guest,
            guest + "/0123456789abcdef0123456789abcdef",
            Violation.UNACCOUNTED_TIME,
            Severity.CRITICAL,
            new TaiInstant(taiNanos),
            true,
            "default@0"));
  }

  @Test
  void client_isToldAtOnce_whereThingsStand() {
    change("g", 5);

    try (Subscription listening = listen(null)) {
      assertThat(listening).isNotNull();
      assertThat(told).containsExactly("board 1 {\"revision\":1,\"as_of_tai_ns\":5}");
    }
  }

  @Test
  void changes_areToldAtMostOnceASecond_ofItsOwnGuestToo() {
    try (Subscription listening = listen("guest=a%0Ab")) {
      assertThat(listening).isNotNull();
      told.clear();
      change("a\nb", 5);
      change("other", 6);
      Boards.tell(board, 0);
      change("other", 7);
      Boards.tell(board, SECOND - 1);
      Boards.tell(board, SECOND);
      Boards.tell(board, 2 * SECOND);
    }

    assertThat(told)
        .containsExactly(
            "board 2 {\"revision\":2,\"as_of_tai_ns\":6}",
            "guest 2 {\"guest\":\"a\\nb\",\"revision\":2}",
            "board 3 {\"revision\":3,\"as_of_tai_ns\":7}");
  }

  @Test
  void clientThatHasGone_isToldNothing_andCountsNoMore() {
    Subscription first = listen("guest=g");
    Subscription second = listen(null);
    assertThat(changes.open()).isEqualTo(2);
    told.clear();

    first.close();
    first.close();
    second.close();
    change("g", 5);
    Boards.tell(board, 0);

    assertThat(changes.open()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void parameters_thatDoNotExist_areRefused() {
    assertThat(changes.refusal(request("guest=g"))).isNull();
    assertThat(changes.refusal(request(null))).isNull();
    assertThat(changes.refusal(request("gest=g"))).isNotNull();
    assertThat(changes.refusal(request("guest=" + "g".repeat(1_025)))).isNotNull();
  }
}
