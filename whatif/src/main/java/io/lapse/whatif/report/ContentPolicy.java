package io.lapse.whatif.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** What a browser may do with a page: run the page's own scripts, and ask nobody for anything. */
final class ContentPolicy {
  private ContentPolicy() {}

  /**
   * The policy of a page with some scripts: another one, however it got into the page, does not
   * run.
   */
  static String of(List<String> scripts) {
    String hashes =
        scripts.stream()
            .map(script -> "'sha256-" + hash(script) + "'")
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + hashes
        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
