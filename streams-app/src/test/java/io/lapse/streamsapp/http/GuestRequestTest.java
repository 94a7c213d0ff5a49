package io.lapse.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.streamsapp.http.GuestRequest.View;
import io.lapse.telemetry.Route.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestRequestTest {
  private static Request request(String rest, @Nullable String query) {
    return new Request("/api/v1/guests/" + rest, query, name -> null);
  }

  private static @Nullable GuestRequest of(String rest) throws BadParameterException {
    return GuestRequest.of(request(rest, null));
  }

  @ParameterizedTest(name = "{0}: {2} of {1}")
  @CsvSource({
    "vm-7, vm-7, SUMMARY",
    "vm-7/ledger, vm-7, LEDGER",
    "ledger, ledger, SUMMARY",
    "ledger/ledger, ledger, LEDGER",
    "a%2Fledger, a/ledger, SUMMARY",
    "a%2fb/ledger, a/b, LEDGER",
    "%C3%BC%F0%9F%90%A7, ü🐧, SUMMARY",
    "a%20b+c, a b+c, SUMMARY",
    "%3Cscript%3E, <script>, SUMMARY",
    "%25, %, SUMMARY",
    ".., .., SUMMARY"
  })
  void path_namesAGuest(String rest, String guest, View view) throws Exception {
    GuestRequest request = of(rest);

    assertThat(request).isNotNull();
    assertThat(request.guest()).isEqualTo(guest);
    assertThat(request.view()).isEqualTo(view);
    assertThat(request.path()).isEqualTo("/api/v1/guests/" + rest);
  }

  @Property
  void anyGuest_isReadAsItWasEncoded(@ForAll @StringLength(min = 1, max = 300) String text)
      throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String guest = new String(bytes, StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(guest, StandardCharsets.UTF_8).replace("+", "%20");

    GuestRequest request = of(encoded + "/ledger");

    assertThat(request).isNotNull();
    assertThat(request.guest()).isEqualTo(guest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/ledger", "a/b", "a/ledger/", "a/ledgers", "a//ledger"})
  void otherPath_isNone(String rest) throws Exception {
    assertThat(of(rest)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%C3", "%ED%A0%80", "ü", "%", "%2", "%+1", "%zz"})
  void guestThatIsNotUtf8_isRefused(String rest) {
    assertThatThrownBy(() -> of(rest))
        .isInstanceOf(BadParameterException.class)
        .hasMessageStartingWith("expected ");
  }

  @Test
  void guest_hasAtMostSoManyBytes() throws Exception {
    String longest = "%C3%BC".repeat(GuestPath.GUEST_BYTES_MAX / 2);

    assertThat(of(longest)).isNotNull();
    assertThatThrownBy(() -> of(longest + "a"))
        .hasMessage("expected a guest of at most 1024 bytes");
    assertThatThrownBy(() -> of("a".repeat(100_000)))
        .hasMessage("expected a guest of at most 1024 bytes");
  }

  @Test
  void staleness_isAllowedInRecords() throws Exception {
    GuestRequest request = GuestRequest.of(request("g", "stale_ok=17"));

    assertThat(request).isNotNull();
    assertThat(request.staleMax()).isEqualTo(17);
    assertThat(request.path()).isEqualTo("/api/v1/guests/g");
    assertThat(request.pathOfCopy()).isEqualTo("/api/v1/guests/g?stale_ok=17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stale_ok",
        "stale_ok=",
        "stale_ok=-1",
        "stale_ok=+1",
        "stale_ok=1.5",
        "stale_ok=1&x=2",
        "stale_okay=1",
        "STALE_OK=1",
        "stale_ok=99999999999999999999",
        "x=1"
      })
  void otherParameters_areRefused(String query) {
    assertThatThrownBy(() -> GuestRequest.of(request("g", query)))
        .hasMessage("expected no parameters but stale_ok=RECORDS, at least 0");
  }
}
