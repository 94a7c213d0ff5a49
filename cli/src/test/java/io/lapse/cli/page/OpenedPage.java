package io.lapse.cli.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A page in a browser, all that the browser complained about, and all that it asked for. */
final class OpenedPage implements AutoCloseable {
  static final int WIDE = 1_280;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();

  OpenedPage(Browser browser, String url) {
    this(browser, url, WIDE, ColorScheme.LIGHT);
  }

  OpenedPage(Browser browser, String url, int width, ColorScheme scheme) {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
    page.navigate(url);
  }

  Page page() {
    return page;
  }

  /** What the console shows, whatever its level, errors of scripts, and dialogs. */
  List<String> complaints() {
    return complaints;
  }

  /** The hosts and ports that were asked, once for each request. */
  List<String> hosts() {
    return hosts;
  }

  @Override
  public void close() {
    context.close();
  }
}
