package io.lapse.whatif.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.lapse.whatif.harm.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a cost function token by token, so that every complaint has its line. */
final class CostReader {
  /** So many digits before the point and after it: enough for any price, and never slow. */
  private static final int DIGITS_MAX = 18;

  private static final String FORM =
      "expected {\"name\": \"...\", \"weights\": {\"FIGURE\": NUMBER, ...}}";
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private @Nullable String name;
  private @Nullable Map<Figure, BigDecimal> weights;

  private CostReader(JsonParser parser) {
    this.parser = parser;
  }

  static CostFunction read(String text) throws MalformedCostException {
    try (JsonParser parser = JSON.createParser(text)) {
      return new CostReader(parser).function();
    } catch (JsonEOFException e) {
      throw new MalformedCostException(lineOf(e), "cut off: " + FORM);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      int column = where == null ? 1 : Math.max(1, where.getColumnNr());
      throw new MalformedCostException(lineOf(e), "not JSON at column " + column + ": " + FORM);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private static int lineOf(JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    return where == null ? 1 : Math.max(1, where.getLineNr());
  }

  private CostFunction function() throws IOException, MalformedCostException {
    expect(parser.nextToken(), JsonToken.START_OBJECT, FORM);
    Set<String> keys = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = once(keys);
      parser.nextToken();
      switch (key) {
        case "name" -> name = name();
        case "weights" -> weights = weights();
        default -> throw complaint("unknown key '" + FigureWords.excerpt(key) + "'; " + FORM);
      }
    }
    int end = line();
    if (parser.nextToken() != null) {
      throw complaint("found " + found() + " after the end; expected one JSON object");
    }
    if (name == null || weights == null) {
      String missing = name == null ? "name" : "weights";
      throw new MalformedCostException(end, missing + " is missing; " + FORM);
    }
    return new CostFunction(name, weights);
  }

  private String name() throws IOException, MalformedCostException {
    String expected = "name: expected a text that is not blank";
    expect(parser.currentToken(), JsonToken.VALUE_STRING, expected);
    String text = parser.getText();
    if (text.isBlank()) {
      throw complaint("found a blank text as name; " + expected);
    }
    return text;
  }

  private Map<Figure, BigDecimal> weights() throws IOException, MalformedCostException {
    expect(parser.currentToken(), JsonToken.START_OBJECT, "weights: " + FORM);
    Map<Figure, BigDecimal> read = new EnumMap<>(Figure.class);
    Set<String> words = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String word = once(words);
      Figure figure = Figure.of(word).orElse(null);
      if (figure == null) {
        throw complaint(FigureWords.unknown(word));
      }
      parser.nextToken();
      BigDecimal weight = weight(word);
      if (weight.signum() > 0) {
        read.put(figure, weight);
      }
    }
    if (read.isEmpty()) {
      throw complaint("weights has none above 0; expected at least one");
    }
    return read;
  }

  private BigDecimal weight(String word) throws IOException, MalformedCostException {
    if (!parser.currentToken().isNumeric()) {
      throw complaint(word + ": found " + found() + "; expected a decimal number");
    }
    BigDecimal weight = parser.getDecimalValue();
    if (weight.signum() < 0) {
      throw complaint(
          word + ": found " + found() + "; expected 0 or more: a figure costs, or is left out");
    }
    long digits = (long) weight.precision() - weight.scale();
    if (weight.signum() > 0 && (digits > DIGITS_MAX || weight.scale() > DIGITS_MAX)) {
      throw complaint(
          word
              + ": found "
              + found()
              + "; expected at most "
              + DIGITS_MAX
              + " digits before the point, and as many after it");
    }
    return weight;
  }

  /** The key that the parser is at, which must not have been there before. */
  private String once(Set<String> keys) throws IOException, MalformedCostException {
    String key = parser.currentName();
    if (!keys.add(key)) {
      throw complaint(FigureWords.excerpt(key) + " is stated twice; expected each key once");
    }
    return key;
  }

  private void expect(@Nullable JsonToken found, JsonToken token, String expected)
      throws IOException, MalformedCostException {
    if (found != token) {
      throw complaint("found " + (found == null ? "nothing" : found()) + "; " + expected);
    }
  }

  private String found() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "the text '" + FigureWords.excerpt(parser.getText()) + "'";
      default -> FigureWords.excerpt(parser.getText());
    };
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private MalformedCostException complaint(String message) {
    return new MalformedCostException(line(), message);
  }
}
