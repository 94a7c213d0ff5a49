package io.lapse.streamsapp.alert.sink;

import io.lapse.ledger.account.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where to read on.
 *
 * @param page where the page is served, without a slash at its end; null if nobody knows
 */
public record Links(@Nullable String page) {
  /** The page of an alert's guest; null without a page. */
  public @Nullable String guest(Alert alert) {
    String name = URLEncoder.encode(alert.guest(), StandardCharsets.UTF_8).replace("+", "%20");
    return page == null ? null : page + "/guest.html?guest=" + name;
  }

  /** What to do; null without a page. */
  public @Nullable String runbook(Alert alert) {
    return page == null ? null : page + "/runbooks/" + alert.runbook();
  }
}
