package io.lapse.cli.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.lapse.cli.machine.Chromium;
import java.util.List;
import java.util.Map;

/** A browser for as long as a class of tests needs it. */
final class Chrome implements AutoCloseable {
  /** The page asks again after up to 8 s, and the machine may be busy. */
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Playwright playwright;
  private final Browser browser;

  Chrome() {
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Chromium.command())
                    .setArgs(List.of("--no-sandbox")));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
