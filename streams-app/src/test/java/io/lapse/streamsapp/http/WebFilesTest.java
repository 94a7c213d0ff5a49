package io.lapse.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.policy.Violation;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import io.lapse.telemetry.TelemetryServer;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.TokenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {
  private static final Pattern NAMED =
      Pattern.compile("(?:src|href)=\"([^\"#:]+)\"|from '\\./([^']+)'");

  private final WebFiles files = WebFiles.load();

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/index.html, text/html; charset=utf-8",
    "/guest.html, text/html; charset=utf-8",
    "/lapse.css, text/css; charset=utf-8",
    "/fleet.js, text/javascript; charset=utf-8",
    "/lapse.svg, image/svg+xml",
    "/vendor/echarts.min.js, text/javascript; charset=utf-8",
    "/runbooks/, text/html; charset=utf-8",
    "/runbooks/quarantine, text/html; charset=utf-8"
  })
  void file_isServed_safely(String path, String type) {
    Response response = ask(path, Map.of());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.type()).isEqualTo(type);
    assertThat(response.body()).isNotEmpty();
    assertThat(response.headers())
        .containsEntry(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cache-Control", "no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/fleet.js"})
  void fileThatTheBrowserHas_isNotSentAgain(String path) {
    String tag = ask(path, Map.of()).headers().get("ETag");

    Response known = ask(path, Map.of("If-None-Match", tag));
    Response changed = ask(path, Map.of("If-None-Match", "\"other\""));

    assertThat(known.status()).isEqualTo(304);
    assertThat(known.headers()).containsEntry("ETag", tag);
    assertThat(changed.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip, deflate, br', true",
    "GZIP, true",
    "gzip;q=0.5, true",
    "gzip;q=0, false",
    "gzip; q=0.0, false",
    "deflate, false",
    "'', false"
  })
  void largeFile_isCompressed_forWhoTakesThat(String accepted, boolean isCompressed)
      throws IOException {
    Response whole = ask("/vendor/echarts.min.js", Map.of());

    Response response = ask("/vendor/echarts.min.js", Map.of("Accept-Encoding", accepted));

    assertThat(response.headers()).containsEntry("Vary", "Accept-Encoding");
    assertThat(response.headers().containsKey("Content-Encoding")).isEqualTo(isCompressed);
    assertThat(response.headers().get("ETag").equals(whole.headers().get("ETag")))
        .isNotEqualTo(isCompressed);
    if (isCompressed) {
      assertThat(response.body()).hasSizeLessThan(whole.body().length / 2);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
          .isEqualTo(whole.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/..",
        "/../pom.xml",
        "/%2e%2e/http/openapi.yaml",
        "/./index.html",
        "//index.html",
        "/index.html/",
        "/lapse.css%00",
        "/http/openapi.yaml",
        "/runbooks",
        "/runbooks/README.md",
        "/runbooks/../index.html",
        "/runbooks/nothing",
        "/vendor/",
        "/META-INF/MANIFEST.MF"
      })
  void otherPath_isNotThere(String path) {
    Request request = new Request(path, null, name -> null);

    assertThat(files.answer(request)).isNull();
    assertThat(files.isOpen(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/index.html", "/guest.html"})
  void whatAPageNeeds_isThere(String page) {
    List<String> named = named(text(page));

    assertThat(named).contains("lapse.css");
    for (String name : named) {
      String path = name.equals("./") ? "/" : "/" + name;
      if (!name.startsWith("api/")) {
        assertThat(files.isOpen(new Request(path, null, header -> null))).as(path).isTrue();
      }
      if (name.endsWith(".js")) {
        assertThat(named(text(path)))
            .allMatch(module -> files.isOpen(new Request("/" + module, null, header -> null)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Violation.class)
  void violation_hasARunbook(Violation violation) {
    String name = violation.name().toLowerCase(Locale.ROOT).replace('_', '-');

    String page = text("/runbooks/" + name);

    assertThat(page).contains("<h1 id=", "href=\"../lapse.css\"").doesNotContain(".md");
    for (String link : named(page)) {
      String path = URI.create("/runbooks/").resolve(link.replaceAll("^\\.\\./", "/")).getPath();
      assertThat(files.isOpen(new Request(path, null, header -> null))).as(link).isTrue();
    }
  }

  @Test
  void runbooks_areListed_withTheirTables() {
    String list = text("/runbooks/");

    assertThat(list)
        .contains("<title>Lapse: Runbooks</title>", "<table>", "<h2 id=\"what-ends-an-alert\">")
        .contains("<a href=\"unaccounted-time\">UNACCOUNTED_TIME</a>");
  }

  @Test
  void page_isForEverybody_andNothingElseIs(@TempDir Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "a".repeat(32) + "\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, TokenFile.read(tokens), null);
    Health well = Health.unquestioned();
    try (TelemetryServer server =
        TelemetryServer.start(settings, Meters.create(), well, well, List.of(files), List.of())) {
      String address = "http://127.0.0.1:" + server.address().getPort();

      assertThat(get(address + "/").statusCode()).isEqualTo(200);
      assertThat(get(address + "/runbooks/quarantine").statusCode()).isEqualTo(200);
      assertThat(get(address + "/api/v1/guests").statusCode()).isEqualTo(401);
      assertThat(get(address + "/nothing").body()).isEqualTo(get(address + "/metrics").body());
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static List<String> named(String text) {
    return NAMED.matcher(text).results().map(WebFilesTest::name).distinct().toList();
  }

  private static String name(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private String text(String path) {
    return new String(ask(path, Map.of()).body(), StandardCharsets.UTF_8);
  }

  private Response ask(String path, Map<String, String> headers) {
    return files.answer(new Request(path, null, headers::get));
  }
}
