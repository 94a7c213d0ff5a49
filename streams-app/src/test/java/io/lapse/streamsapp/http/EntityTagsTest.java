package io.lapse.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.Role;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags on whatever the routes answer. */
class EntityTagsTest {
  /** The first 16 bytes of {@code printf '{}\n' | sha256sum}. */
  private static final String TAG = "\"ca3d163bab055381827226140568f3be\"";

  private static final Response EMPTY_OBJECT =
      Response.of(200, LedgerApi.JSON, Map.of("Lapse-Staleness", "role=active; lag=0"), "{}\n");

  private static Response answer(Response response, @Nullable String known) {
    Resource only = request -> response;
    FakeBooks books = new FakeBooks();
    Peers none = (instance, path) -> Optional.empty();
    return new LedgerApi(
            new GuestRouting(books, FakeBooks.ANSWERS, none, System::nanoTime, length -> {}),
            new InstancesRouting(books, none),
            List.of(only))
        .answer(request("/api/v1/anything", known));
  }

  private static Request request(String path, @Nullable String known) {
    return new Request(path, null, name -> name.equals("If-None-Match") ? known : null);
  }

  @Test
  void answer_hasTheTagOfItsBytes() {
    Response response = answer(EMPTY_OBJECT, null);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(EMPTY_OBJECT.body());
    assertThat(response.headers())
        .containsOnly(
            Map.entry("ETag", TAG),
            Map.entry("Cache-Control", "no-cache"),
            Map.entry("Lapse-Staleness", "role=active; lag=0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TAG,
        "W/" + TAG,
        "*",
        " * ",
        "\"other\", " + TAG,
        "\"with,comma\",W/" + TAG + " , \"more\"",
        "\"\"," + TAG
      })
  void knownAnswer_isNotSentAgain(String known) {
    Response response = answer(EMPTY_OBJECT, known);

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers())
        .containsOnly(
            Map.entry("ETag", TAG),
            Map.entry("Cache-Control", "no-cache"),
            Map.entry("Lapse-Staleness", "role=active; lag=0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"other\"",
        "ca3d163bab055381827226140568f3be",
        "\"*\"",
        "\"ca3d163b\"",
        "\"CA3D163BAB055381827226140568F3BE\"",
        "\"unfinished"
      })
  void otherTag_getsTheAnswer(String known) {
    Response response = answer(EMPTY_OBJECT, known);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(EMPTY_OBJECT.body());
  }

  @Test
  void problem_hasNoTag_evenForThoseThatHaveEverything() {
    Response response = answer(Problem.notFound("nothing here"), "*");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers()).doesNotContainKeys("ETag", "Cache-Control");
  }

  @Test
  void answerOfAnotherInstance_isTaggedHere_andNotSentAgain() {
    FakeBooks books = new FakeBooks().thenOwned(FakeBooks.elsewhere());
    Instance owner = FakeBooks.OWNER;
    Peers peers =
        (instance, path) ->
            instance.equals(owner) ? Optional.of(EMPTY_OBJECT) : Optional.<Response>empty();
    LedgerApi api =
        new LedgerApi(
            new GuestRouting(books, FakeBooks.ANSWERS, peers, System::nanoTime, length -> {}),
            new InstancesRouting(books, peers),
            List.of());

    Response first = api.answer(request("/api/v1/guests/g", null));
    Response second = api.answer(request("/api/v1/guests/g", first.headers().get("ETag")));

    assertThat(first.headers()).containsEntry("ETag", TAG);
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.headers()).containsEntry("Lapse-Staleness", "role=active; lag=0");
  }

  @Test
  void sameBooks_haveTheSameTag_untilTheyChange() {
    FakeBooks books =
        new FakeBooks()
            .thenOwned(FakeBooks.found(Role.ACTIVE, 0))
            .thenOwned(FakeBooks.found(Role.ACTIVE, 0))
            .thenOwned(FakeBooks.found(Role.ACTIVE, 1));
    Peers none = (instance, path) -> Optional.empty();
    LedgerApi api =
        new LedgerApi(
            new GuestRouting(books, FakeBooks.ANSWERS, none, System::nanoTime, length -> {}),
            new InstancesRouting(books, none),
            List.of());

    String tag = api.answer(request("/api/v1/guests/g", null)).headers().get("ETag");

    assertThat(api.answer(request("/api/v1/guests/g", tag)).status()).isEqualTo(304);
    assertThat(api.answer(request("/api/v1/guests/g", tag)).status()).isEqualTo(200);
  }
}
