package io.lapse.ledger.fleet;

import java.util.Locale;

/**
 * Which outages are counted together. Its text is part of keys: {@code fleet}, {@code source/h1},
 * {@code destination/h2}, {@code pair/h1>h2}, {@code label/zone=z1}, {@code class/web}.
 *
 * <p>Names are escaped: {@code %}, {@code /}, {@code >}, {@code =} and control characters stand as
 * {@code %} and two hexadecimal digits, so that no two dimensions have one text.
 */
public sealed interface Dimension {
  /** How it is written in keys. */
  String text();

  /** All outages. */
  record Whole() implements Dimension {
    @Override
    public String text() {
      return "fleet";
    }
  }

  /** Those that began on a host. */
  record Source(String host) implements Dimension {
    @Override
    public String text() {
      return "source/" + escaped(host);
    }
  }

  /** Those that ended on a host. */
  record Destination(String host) implements Dimension {
    @Override
    public String text() {
      return "destination/" + escaped(host);
    }
  }

  /** Those that began on one host and ended on another. */
  record Pair(String source, String destination) implements Dimension {
    @Override
    public String text() {
      return "pair/" + escaped(source) + ">" + escaped(destination);
    }
  }

  /** Those of guests with a label. */
  record Label(String name, String value) implements Dimension {
    @Override
    public String text() {
      return "label/" + escaped(name) + "=" + escaped(value);
    }
  }

  /** Those of guests of a class. */
  record OfClass(String guestClass) implements Dimension {
    @Override
    public String text() {
      return "class/" + escaped(guestClass);
    }
  }

  /**
   * The dimension of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Dimension parse(String text) {
    if (text.equals("fleet")) {
      return new Whole();
    }
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    return switch (text.substring(0, Math.max(0, slash))) {
      case "source" -> new Source(plain(name));
      case "destination" -> new Destination(plain(name));
      case "pair" -> new Pair(part(name, '>', true), part(name, '>', false));
      case "label" -> new Label(part(name, '=', true), part(name, '=', false));
      case "class" -> new OfClass(plain(name));
      default -> throw new IllegalArgumentException("text must be a dimension: " + text);
    };
  }

  private static String part(String names, char between, boolean first) {
    int at = names.indexOf(between);
    if (at < 0) {
      throw new IllegalArgumentException("names must be two, with " + between + ": " + names);
    }
    return plain(first ? names.substring(0, at) : names.substring(at + 1));
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7f || "%/>=".indexOf(c) >= 0) {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String plain(String escaped) {
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        if (i + 2 >= escaped.length()) {
          throw new IllegalArgumentException("escapes must have two digits: " + escaped);
        }
        text.append((char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
