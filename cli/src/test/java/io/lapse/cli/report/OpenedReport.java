package io.lapse.cli.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lapse.whatif.report.HtmlReport;
import io.lapse.whatif.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A report in a browser, and all that the browser complained about, or asked for. */
final class OpenedReport implements AutoCloseable {
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  OpenedReport(Browser browser, Path file, int width, ColorScheme scheme) {
    page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(file.toUri().toString());
  }

  /** Writes a report where a browser can open it. */
  static Path written(Report report, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      HtmlReport.write(report, out);
    }
    return file;
  }

  Page page() {
    return page;
  }

  /** What the console shows, whatever its level, errors of scripts, and dialogs. */
  List<String> complaints() {
    return complaints;
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    page.close();
  }
}
