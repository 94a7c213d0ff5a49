package io.lapse.streamsapp.http.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.Boards;
import io.lapse.streamsapp.http.OpenApiDocument;
import io.lapse.streamsapp.http.Resource;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code openapi.yaml} against the routes of the fleet, both ways. */
class OpenApiContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ApiSchema DOCUMENT = ApiSchema.read(OpenApiDocument.read());
  private static final String GUEST = "/api/v1/guests/{guest}";

  /** Those that other resources answer. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          GUEST,
          GUEST + "/ledger",
          GUEST + "/history",
          GUEST + "/events",
          GUEST + "/why",
          GUEST + "/ntp",
          "/api/v1/instances");

  private static final String STREAM = "/api/v1/stream";

  private final Board board = Boards.simulated(2);
  private final ChangeStream changes = new ChangeStream(board);
  private final List<Resource> resources =
      List.of(
          new OpenApiDocument(),
          new FleetApi(board, 0.999),
          new PipelineApi(board, new QuietPipeline()));

  private record QuietPipeline() implements Pipeline {
    @Override
    public String state() {
      return "RUNNING";
    }

    @Override
    public List<Health.Finding> checks() {
      return List.of(new Health.Finding("board", "it cannot read"));
    }

    @Override
    public @Nullable Long lagRecords() {
      return null;
    }

    @Override
    public long quarantined() {
      return 3;
    }

    @Override
    public int openStreams() {
      return 1;
    }
  }

  private @Nullable Response get(String path, @Nullable String query) {
    for (Resource resource : resources) {
      Response response = resource.answer(new Request(path, query, name -> null));
      if (response != null) {
        return response;
      }
    }
    return null;
  }

  static List<String> own() {
    return DOCUMENT.paths().stream()
        .filter(path -> !OF_OTHERS.contains(path) && !path.equals(STREAM))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("own")
  void everyPath_answersAsTheDocumentSays(String path) throws IOException {
    String guest = board.status().revision() > 0 ? anyGuest() : "";

    Response response = get(path.replace("{guest}", guest), null);

    assertThat(response).as("an answer").isNotNull();
    assertThat(response.status()).isEqualTo(200);
    assertThat(DOCUMENT.mediaTypes(path)).containsExactly(response.type());
    if (response.type().equals("application/json")) {
      JsonNode body = JSON.readTree(response.body());
      assertThat(DOCUMENT.mismatches(path, body)).isEmpty();
    }
  }

  private String anyGuest() throws IOException {
    Response guests = get("/api/v1/guests", "limit=1");
    assertThat(guests).isNotNull();
    return JSON.readTree(guests.body()).at("/guests/0/guest").textValue();
  }

  /** A parameter that the document names is taken; its enum's words are, and its bounds hold. */
  @ParameterizedTest
  @MethodSource("own")
  void everyParameter_isTaken_andNoOther(String path) throws IOException {
    String target = path.replace("{guest}", anyGuest());
    List<String> wrong = new ArrayList<>();

    for (Map.Entry<String, List<String>> parameter : DOCUMENT.samples(path).entrySet()) {
      for (String sample : parameter.getValue()) {
        Response response = get(target, parameter.getKey() + "=" + sample);
        if (response == null || response.status() != 200) {
          wrong.add(parameter.getKey() + "=" + sample);
        }
      }
    }

    assertThat(wrong).isEmpty();
    Response unknown = get(target, "unknown=1");
    assertThat(unknown).isNotNull();
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(DOCUMENT.mismatchesOfProblem(JSON.readTree(unknown.body()))).isEmpty();
    Set<String> taken = new HashSet<>(DOCUMENT.parameters(path));
    assertThat(named(unknown)).isEqualTo(new TreeSet<>(taken));
  }

  /** A refusal names all parameters that there are. */
  private static Set<String> named(Response refusal) throws IOException {
    String detail = JSON.readTree(refusal.body()).get("detail").textValue();
    Set<String> names = new TreeSet<>();
    Matcher each = Pattern.compile("([a-z_]+)=").matcher(detail);
    while (each.find()) {
      names.add(each.group(1));
    }
    return names;
  }

  @Test
  void stream_isInTheDocument() {
    assertThat(DOCUMENT.paths()).contains(changes.path());
    assertThat(changes.path()).isEqualTo(STREAM);
    assertThat(DOCUMENT.parameters(STREAM)).containsExactly("guest");
    assertThat(DOCUMENT.mediaTypes(STREAM)).containsExactly("text/event-stream");
  }

  @Test
  void answers_ofAnEmptyBoard_areAsTheDocumentSays() throws IOException {
    FleetApi empty = new FleetApi(Boards.empty(), 0.999);

    for (String path : own()) {
      Response response = empty.answer(new Request(path, null, name -> null));
      if (response != null && response.status() == 200) {
        JsonNode body = JSON.readTree(response.body());
        assertThat(DOCUMENT.mismatches(path, body)).as(path).isEmpty();
      }
    }
  }

  @Test
  void document_isServedAsItIs() {
    Response response = get("/api/v1/openapi.yaml", null);

    assertThat(response).isNotNull();
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("openapi: 3.0.3\n");
  }
}
