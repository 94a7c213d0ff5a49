package io.lapse.streamsapp.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** The runbooks, from Markdown to pages that look like the rest. */
final class Runbooks {
  static final String PATH = "/runbooks/";

  private static final String FOLDER = "/io/lapse/streamsapp/runbooks/";
  private static final String ENDING = ".md";
  private static final String INDEX = "README.md";
  private static final Pattern LOCAL = Pattern.compile("([A-Za-z0-9-]+\\.md)?(#.*)?");
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .attributeProviderFactory(
              context ->
                  (node, tag, attributes) -> {
                    if (node instanceof Heading) {
                      attributes.put("id", anchor(text(node)));
                    }
                  })
          .build();

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Lapse: TITLE</title>
      <link rel="icon" href="../lapse.svg" type="image/svg+xml">
      <link rel="stylesheet" href="../lapse.css">
      <script src="../theme.js"></script>
      </head>
      <body>
      <header><a class="brand" href="../">Lapse</a><a href="./">Runbooks</a></header>
      <main id="main">
      BODY</main>
      </body>
      </html>
      """;

  private Runbooks() {}

  /** The pages by what follows {@link #PATH}; the list of them follows nothing. */
  static Map<String, byte[]> load() {
    Map<String, byte[]> sources = Bundled.folder(FOLDER, INDEX);
    Map<String, byte[]> pages = new TreeMap<>();
    sources.forEach(
        (file, source) ->
            pages.put(
                name(file), page(new String(source, StandardCharsets.UTF_8), sources.keySet())));
    return pages;
  }

  private static String name(String file) {
    return file.equals(INDEX) ? "" : file.substring(0, file.length() - ENDING.length());
  }

  private static byte[] page(String source, Set<String> files) {
    Node document = PARSER.parse(source);
    document.accept(new Links(files));
    String title = document.getFirstChild() instanceof Heading first ? text(first) : "Runbook";
    return FRAME
        .replace("TITLE", escaped(title))
        .replace("BODY", RENDERER.render(document))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** As readers of Markdown make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }

  /** Lets links lead to the other pages; what only the documents have is text here. */
  private static final class Links extends AbstractVisitor {
    private final Set<String> files;

    Links(Set<String> files) {
      this.files = files;
    }

    @Override
    public void visit(Link link) {
      Matcher local = LOCAL.matcher(link.getDestination());
      if (local.matches() && (local.group(1) == null || files.contains(local.group(1)))) {
        link.setDestination(destination(local.group(1), local.group(2)));
      } else if (!link.getDestination().startsWith("https://")) {
        unlink(link);
      }
    }

    private static String destination(@Nullable String file, @Nullable String part) {
      String page = file == null ? "" : name(file);
      return (file != null && page.isEmpty() ? "./" : page) + (part == null ? "" : part);
    }

    private static void unlink(Link link) {
      Node child = link.getFirstChild();
      while (child != null) {
        Node next = child.getNext();
        link.insertBefore(child);
        child = next;
      }
      link.unlink();
    }
  }
}
