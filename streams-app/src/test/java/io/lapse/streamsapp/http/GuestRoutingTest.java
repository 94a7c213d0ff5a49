package io.lapse.streamsapp.http;

import static io.lapse.streamsapp.http.FakeBooks.OWNER;
import static io.lapse.streamsapp.http.FakeBooks.STANDBY;
import static io.lapse.streamsapp.http.FakeBooks.elsewhere;
import static io.lapse.streamsapp.http.FakeBooks.found;
import static io.lapse.streamsapp.http.FakeBooks.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.http.GuestRequest.View;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.Reading;
import io.lapse.streamsapp.query.Reading.Elsewhere;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Role;
import io.lapse.telemetry.Route.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuestRoutingTest {
  private static final Response THEIRS = Response.of(200, "application/json", Map.of(), "theirs\n");
  private static final Response THEIR_COPY =
      Response.of(200, "application/json", Map.of(), "copy\n");

  private final FakeBooks books = new FakeBooks();
  private final Map<Instance, Response> peers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1;

  private final GuestRouting routing =
      new GuestRouting(
          books, FakeBooks.ANSWERS, this::ask, () -> now, length -> now += length.toNanos());

  /** Whether who is asked asks back before it answers. */
  private boolean asksBack;

  private Optional<Response> ask(Instance instance, String path) {
    asked.add(instance + path);
    if (asksBack) {
      return Optional.of(answer(null));
    }
    return Optional.ofNullable(peers.get(instance));
  }

  private Response answer(@Nullable Long staleMax) {
    return routing.answer(new GuestRequest("g", "g", View.LEDGER, staleMax, null), false);
  }

  private Response passedOn(@Nullable Long staleMax) {
    return routing.answer(new GuestRequest("g", "g", View.LEDGER, staleMax, null), true);
  }

  private static String body(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static void assertUnavailable(Response response, Reason reason) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.type()).isEqualTo("application/problem+json");
    assertThat(response.headers()).containsEntry("Retry-After", "1");
    assertThat(body(response)).contains("\"reason\":\"" + reason + "\"");
  }

  @Test
  void owner_answersItself_alsoWhereAStaleAnswerWouldDo() {
    books.thenOwned(found(Role.ACTIVE, 0)).copied(found(Role.STANDBY, 9));

    assertThat(answer(100L).headers()).containsEntry("Lapse-Staleness", "role=active; lag=0");
    assertThat(asked).isEmpty();
  }

  @Test
  void another_passesOn_andTheAnswerIsTheOwners() {
    books.thenOwned(elsewhere());
    peers.put(OWNER, THEIRS);

    assertThat(answer(null)).isSameAs(THEIRS);
    assertThat(asked).containsExactly("owner:2/api/v1/guests/g/ledger");
  }

  @Test
  void owner_isAskedBeforeACopy() {
    books.thenOwned(elsewhere()).copied(found(Role.STANDBY, 9));
    peers.put(OWNER, THEIRS);

    assertThat(answer(100L)).isSameAs(THEIRS);
  }

  @Test
  void ownerThatIsDown_isUnreachable_afterPatience() {
    books.thenOwned(elsewhere()).copied(found(Role.STANDBY, 9));
    long before = now;

    assertUnavailable(answer(null), Reason.OWNER_UNREACHABLE);
    assertThat(now - before).isEqualTo(GuestRouting.PATIENCE.toNanos());
    assertThat(asked).containsOnly("owner:2/api/v1/guests/g/ledger");
  }

  @Test
  void ownerThatIsDown_isReplacedByTheCopyHere_atOnce() {
    books.thenOwned(elsewhere()).copied(found(Role.STANDBY, 17));
    long before = now;

    Response response = answer(17L);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("Lapse-Staleness", "role=standby; lag=17");
    assertThat(body(response)).contains("\"role\":\"STANDBY\",\"lag_records\":17");
    assertThat(now).isEqualTo(before);
  }

  @Test
  void ownerThatIsDown_isReplacedByACopyElsewhere() {
    books.thenOwned(elsewhere());
    peers.put(STANDBY, THEIR_COPY);

    assertThat(answer(17L)).isSameAs(THEIR_COPY);
    assertThat(asked)
        .containsExactly(
            "owner:2/api/v1/guests/g/ledger", "standby:3/api/v1/guests/g/ledger?stale_ok=17");
  }

  @Test
  void copyElsewhere_isNotAskedUnlessAllowed() {
    books.thenOwned(elsewhere());
    peers.put(STANDBY, THEIR_COPY);

    assertUnavailable(answer(null), Reason.OWNER_UNREACHABLE);
  }

  @Test
  void copyThatIsTooStale_leavesTheOwnersReason() {
    books.thenOwned(elsewhere()).copied(unavailable(Reason.TOO_STALE));
    peers.put(STANDBY, Problem.of(unavailable(Reason.TOO_STALE)));

    assertUnavailable(answer(0L), Reason.OWNER_UNREACHABLE);
  }

  /** Each attempt finds out anew who owns the guest. */
  @Test
  void ownerThatMoves_isFoundAgain() {
    Instance newOwner = new Instance("new", 4);
    books
        .thenOwned(elsewhere())
        .thenOwned(unavailable(Reason.REBALANCING))
        .thenOwned(new Elsewhere(newOwner, List.of(), unavailable(Reason.NOT_HERE)));
    peers.put(newOwner, THEIRS);

    assertThat(answer(null)).isSameAs(THEIRS);
  }

  @Test
  void ownerThatIsOneNoMore_isAskedAgain_untilItSaysWhoIs() {
    books.thenOwned(elsewhere()).thenOwned(elsewhere()).thenOwned(found(Role.ACTIVE, 0));
    peers.put(OWNER, Problem.of(unavailable(Reason.NOT_HERE)));

    assertThat(answer(null).status()).isEqualTo(200);
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"NO_SUCH_GUEST", "NO_BOARD", "PAST_GONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void reason_isSaid_ifItStays(Reason reason) {
    books.thenOwned(unavailable(reason));

    assertUnavailable(answer(null), reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"NO_BOARD", "PAST_GONE"})
  void reasonThatStays_isSaidAtOnce(Reason reason) {
    books.thenOwned(elsewhere());
    peers.put(OWNER, Problem.of(unavailable(reason)));
    long before = now;

    Response response = answer(null);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).doesNotContainKey("Retry-After");
    assertThat(now).isEqualTo(before);
    assertThat(asked).hasSize(1);
  }

  @Test
  void restoringOwner_saysSo_andACopyElsewhereMayAnswer() {
    books.thenOwned(new Elsewhere(null, List.of(STANDBY), unavailable(Reason.RESTORING)));
    peers.put(STANDBY, THEIR_COPY);

    assertUnavailable(answer(null), Reason.RESTORING);
    assertThat(answer(5L)).isSameAs(THEIR_COPY);
  }

  @Test
  void unknownGuest_isNotFound_atOnce_andBySomebodyWithAName() {
    books.thenOwned(
        new Reading.Unavailable(
            Reason.NO_SUCH_GUEST, "no such guest", FakeBooks.source(Role.ACTIVE, 0)));
    long before = now;

    Response response = answer(null);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers()).containsOnlyKeys("Lapse-Staleness");
    assertThat(body(response)).contains("\"instance\":\"self:1\"");
    assertThat(now).isEqualTo(before);
  }

  @Test
  void questionThatWasPassedOn_isNotPassedOnAgain() {
    books.thenOwned(elsewhere());
    peers.put(OWNER, THEIRS);
    long before = now;

    assertUnavailable(passedOn(null), Reason.NOT_HERE);
    assertThat(asked).isEmpty();
    assertThat(now).isEqualTo(before);
  }

  @Test
  void questionThatWasPassedOn_toACopy_isAnsweredFromIt() {
    books.thenOwned(elsewhere()).copied(found(Role.STANDBY, 2));

    assertThat(passedOn(2L).headers()).containsEntry("Lapse-Staleness", "role=standby; lag=2");
  }

  /** Two instances that wait for each other must leave room for what the other passes on. */
  @Test
  void questionsThatArePassedOn_areBounded() {
    books.thenOwned(elsewhere());
    asksBack = true;

    Response response = answer(null);
    asksBack = false;

    assertUnavailable(response, Reason.BUSY);
    assertThat(asked).hasSize(GuestRouting.PASSED_ON_MAX);
    peers.put(OWNER, THEIRS);
    assertThat(answer(null)).isSameAs(THEIRS);
  }
}
