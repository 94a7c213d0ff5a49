package io.lapse.whatif.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A report as one HTML page that needs nothing else: no network, and for the tables no script
 * either. The same report gives the same bytes.
 */
public final class HtmlReport {
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

  private static final String PLOTS_BY =
      "Plots by Apache ECharts 5.3.1, Copyright 2017-2022 The Apache Software Foundation, under the"
          + " Apache License 2.0. This product includes software developed at The Apache Software"
          + " Foundation.";

  private static final List<Section> SECTIONS =
      List.of(
          new HarmSection(),
          new FiguresSection(),
          new OutageSection(),
          new BurstSection(),
          new GuestSection(),
          new PairSection(),
          new DifferenceSection(),
          new MethodSection());

  private HtmlReport() {}

  /** Writes it, as UTF-8 in whatever takes it. */
  public static void write(Report report, Appendable out) throws IOException {
    Judged judged = Judged.of(report);
    Html html = new Html();
    html.open("html", "lang", "en");
    head(html);
    html.open("body").leaf("a", "Skip to the verdict", "href", "#verdict", "class", "skip");
    html.open("main").line();
    Opening.write(html, judged);
    contents(html);
    html.open("noscript").open("p").text("The plots need JavaScript; the tables hold the same");
    html.text(" numbers.").close().close().line();
    for (Section section : SECTIONS) {
      html.open("section", "id", section.id()).leaf("h2", section.title());
      html.leaf("p", section.reading(), "class", "reading").line();
      section.write(html, judged);
      html.close().line();
    }
    html.leaf("footer", PLOTS_BY).close().line();
    scripts(html, report);
    html.close().close();
    out.append(html.page());
  }

  private static void head(Html html) {
    String policy = ContentPolicy.of(List.of(resource(ECHARTS), resource("report.js")));
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.empty("link", "rel", "icon", "href", "data:,");
    html.leaf("title", Opening.TITLE).line();
    html.verbatim("style", resource("report.css")).close().line();
  }

  private static void contents(Html html) {
    html.open("nav", "aria-label", "Contents").open("ul");
    for (Section section : SECTIONS) {
      html.open("li").leaf("a", section.title(), "href", "#" + section.id()).close();
    }
    html.close().close().line();
  }

  private static void scripts(Html html, Report report) {
    html.verbatim(
        "script", PlotData.of(report.answer()), "type", "application/json", "id", "plot-data");
    html.line().verbatim("script", resource(ECHARTS)).line();
    html.verbatim("script", resource("report.js")).line();
  }

  static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the class path must hold " + name, e);
    }
  }
}
