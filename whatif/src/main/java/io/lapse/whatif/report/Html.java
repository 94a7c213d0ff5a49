package io.lapse.whatif.report;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An HTML page in the making: what is opened is closed, and all text is escaped. Attributes are
 * names and values in turn.
 */
final class Html {
  private static final Pattern ENDS =
      Pattern.compile("</(script|style)|<!--", Pattern.CASE_INSENSITIVE);

  private final StringWriter page = new StringWriter();
  private final XMLStreamWriter xml;
  private int depth;

  Html() {
    page.append("<!DOCTYPE html>\n");
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(page);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory cannot fail to be written", e);
    }
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private Html write(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory cannot fail to be written", e);
    }
    return this;
  }

  /** Opens an element. */
  Html open(String tag, String... attributes) {
    depth++;
    return write(
        () -> {
          xml.writeStartElement(tag);
          attributes(attributes);
        });
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], printable(attributes[i + 1]));
    }
  }

  /** Closes what was opened last. */
  Html close() {
    depth--;
    return write(xml::writeEndElement);
  }

  /** An element that has no content. */
  Html empty(String tag, String... attributes) {
    return write(
        () -> {
          xml.writeEmptyElement(tag);
          attributes(attributes);
        });
  }

  Html text(String text) {
    return write(() -> xml.writeCharacters(printable(text)));
  }

  /** An element that holds a text. */
  Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A name that somebody else chose; in whatever direction it is written, it moves no other. */
  Html name(String name) {
    return leaf("bdi", name);
  }

  /** Ends a line of the page's source: for those who read it. */
  Html line() {
    return write(() -> xml.writeCharacters("\n"));
  }

  /**
   * A script or a style sheet, as it is.
   *
   * @throws IllegalArgumentException if it could end its element, or turn into a comment
   */
  Html verbatim(String tag, String content, String... attributes) {
    if (ENDS.matcher(content).find()) {
      throw new IllegalArgumentException("content must hold no end tag of its own, nor <!--");
    }
    open(tag, attributes).text("");
    write(xml::flush);
    page.append(content);
    return close();
  }

  /** What is no character of HTML becomes the replacement character. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(isCharacter(c) ? c : 0xFFFD));
    return printable.toString();
  }

  private static boolean isCharacter(int c) {
    boolean control = c < ' ' && c != '\n' && c != '\t';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean nothing = (c & 0xFFFE) == 0xFFFE || (c >= 0x7F && c <= 0x9F);
    return !control && !surrogate && !nothing;
  }

  /** The whole page. */
  String page() {
    if (depth != 0) {
      throw new IllegalStateException("all elements must be closed: " + depth + " are open");
    }
    write(xml::flush);
    return page.append('\n').toString();
  }
}
