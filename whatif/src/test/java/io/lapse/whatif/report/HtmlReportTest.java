package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.Count;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final Pattern CONTENT =
      Pattern.compile("(<(script|style)[^>]*>).*?(</\\2>)", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile("id=\"plot-data\">(.*?)</script>", Pattern.DOTALL);
  private static final Report HOSTILE = Reports.hostile();
  private static final long BYTES_MAX = 3_000_000;

  static List<Report> reports() {
    return List.of(HOSTILE, Reports.plain(), Reports.withoutThresholds(), Reports.empty());
  }

  private static String written(Report report) throws IOException {
    StringBuilder text = new StringBuilder();
    HtmlReport.write(report, text);
    return text.toString();
  }

  /** Without what is in scripts and styles, it is XML too. */
  private static Document parsed(String page) throws Exception {
    String markup = CONTENT.matcher(page).replaceAll("$1$3").replace("<!DOCTYPE html>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void write_anyReport_isWellFormed(Report report) throws Exception {
    Document page = parsed(written(report));

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(texts(page, "h1")).hasSize(1);
    assertThat(texts(page, "script")).hasSize(3);
    assertThat(texts(page, "table"))
        .hasSameSizeAs(texts(page, "caption"))
        .allMatch(table -> !table.isBlank());
  }

  @Test
  void write_everyFigureAndCount_isThereWithItsMeaning() throws Exception {
    List<String> cells = new ArrayList<>(texts(parsed(written(HOSTILE)), "th"));
    cells.addAll(texts(parsed(written(HOSTILE)), "td"));

    assertThat(cells).containsAll(Arrays.stream(Figure.values()).map(Figure::word).toList());
    assertThat(cells).containsAll(Arrays.stream(Figure.values()).map(Figure::meaning).toList());
    assertThat(cells).containsAll(Arrays.stream(Count.values()).map(Count::word).toList());
    assertThat(cells).containsAll(Arrays.stream(Count.values()).map(Count::meaning).toList());
  }

  @Test
  void write_hostileNames_areText() throws Exception {
    String page = written(HOSTILE);

    assertThat(texts(parsed(page), "bdi")).containsAll(Reports.HOSTILE);
    assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
    assertThat(texts(parsed(page), "img")).isEmpty();
  }

  @Test
  void write_data_isJsonThatCannotEndItsScript() throws IOException {
    Matcher found = DATA.matcher(written(HOSTILE));

    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).doesNotContainPattern("[<>&\u2028\u2029]");
    assertThat(new ObjectMapper().readTree(found.group(1)).findValuesAsText("name"))
        .anyMatch(name -> name.startsWith(Reports.HOSTILE.get(0)));
  }

  @Test
  void write_references_pointIntoThePageOnly() throws IOException {
    String markup = CONTENT.matcher(written(HOSTILE)).replaceAll("$1$3");

    assertThat(markup).doesNotContainPattern("(src|action|srcset|poster|data)=\"[^\"]");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(markup).results())
        .isNotEmpty()
        .allMatch(href -> href.group(1).startsWith("#") || href.group(1).equals("data:,"));
  }

  @Test
  void write_aPart_saysSoBeforeTheVerdict() throws IOException {
    String part = written(HOSTILE);
    String whole = written(Reports.plain());

    assertThat(part.indexOf("<strong>PARTIAL</strong>"))
        .isPositive()
        .isLessThan(part.indexOf("The verdict"));
    assertThat(part).contains("they were spilled to disk");
    assertThat(whole).doesNotContain("PARTIAL");
  }

  @Test
  void write_noCostFunction_saysThatNothingIsWeighted() throws IOException {
    String page = written(Reports.plain());

    assertThat(page)
        .contains("Nothing is weighted: no cost function was given.")
        .doesNotContain("Weights of the cost function");
  }

  @Test
  void write_sameHistoryAgain_sameBytesAndFewOfThem() throws IOException {
    String first = written(HOSTILE);
    String again = written(Reports.hostile());

    assertThat(again).isEqualTo(first);
    assertThat((long) first.length()).isLessThan(BYTES_MAX);
  }

  @Test
  void verbatim_contentThatEndsItsElement_isRefused() {
    Html html = new Html();

    assertThatThrownBy(() -> html.verbatim("script", "'</SCRIPT>'"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("end tag");
  }

  @Test
  void text_whatIsNoCharacter_isReplaced() {
    String page = new Html().leaf("p", "a\u0000\ud800\u0085\tb").page();

    assertThat(page).isEqualTo("<!DOCTYPE html>\n<p>a\ufffd\ufffd\ufffd\tb</p>\n");
  }
}
