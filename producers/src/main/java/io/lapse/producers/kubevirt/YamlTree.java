package io.lapse.producers.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.MalformedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML document as the JSON that it stands for. Made from the parser's events alone: no tag makes
 * an object of any class, no alias copies anything, and nothing recurses. What Kubernetes prints
 * has neither tags nor aliases.
 */
final class YamlTree {
  private static final int DEPTH_MAX = 64;
  private static final int VALUES_MAX = 1_000_000;

  /** What comes here is bounded already. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final Deque<JsonNode> open = new ArrayDeque<>();
  private @Nullable String key;
  private @Nullable JsonNode root;
  private int values;

  private YamlTree() {}

  /** What {@code text} holds; a JSON null if that is nothing. */
  static JsonNode of(String text) throws MalformedException {
    YamlTree tree = new YamlTree();
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        tree.take(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw notYaml(e.getProblemMark(), e.getProblem(), text);
    } catch (YamlEngineException e) {
      throw notYaml(Optional.empty(), String.valueOf(e.getMessage()), text);
    }
    return tree.root == null ? JsonNodeFactory.instance.nullNode() : tree.root;
  }

  private static MalformedException notYaml(Optional<Mark> mark, String problem, String text) {
    return MalformedException.onLine(
        mark.map(Mark::getLine).orElse(0) + 1,
        "not YAML ("
            + MalformedException.excerpt(problem)
            + "): expected a Kubernetes object, found: "
            + MalformedException.excerpt(text));
  }

  private void take(Event event) throws MalformedException {
    if (event instanceof ScalarEvent scalar) {
      takeScalar(scalar);
    } else if (event instanceof MappingStartEvent) {
      push(event, JsonNodeFactory.instance.objectNode());
    } else if (event instanceof SequenceStartEvent) {
      push(event, JsonNodeFactory.instance.arrayNode());
    } else if (event instanceof CollectionEndEvent) {
      open.pop();
    } else if (event instanceof AliasEvent alias) {
      throw complaint(event, "an alias, *" + alias.getAlias() + ": expected all written out");
    }
  }

  private void takeScalar(ScalarEvent scalar) throws MalformedException {
    if (open.peek() instanceof ObjectNode object && key == null) {
      key = scalar.getValue();
      if (object.has(key)) {
        String name = MalformedException.excerpt(key);
        throw complaint(scalar, name + " is stated twice: expected each name once");
      }
    } else {
      put(scalar, value(scalar));
    }
  }

  private void push(Event event, JsonNode container) throws MalformedException {
    if (open.peek() instanceof ObjectNode && key == null) {
      throw complaint(event, "a key that is no text: expected a Kubernetes object");
    }
    if (open.size() == DEPTH_MAX) {
      throw complaint(event, "nested deeper than " + DEPTH_MAX + ": expected a Kubernetes object");
    }
    put(event, container);
    open.push(container);
  }

  private void put(Event event, JsonNode value) throws MalformedException {
    values++;
    if (values > VALUES_MAX) {
      throw complaint(event, "more than " + VALUES_MAX + " values: expected a shorter list");
    }
    JsonNode outer = open.peek();
    if (outer instanceof ObjectNode object && key != null) {
      object.set(key, value);
      key = null;
    } else if (outer instanceof ArrayNode array) {
      array.add(value);
    } else if (root == null) {
      root = value;
    } else {
      throw complaint(event, "two documents in one: expected --- between them");
    }
  }

  /** Only what is neither quoted nor tagged can be anything but a text. */
  private static JsonNode value(ScalarEvent scalar) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = scalar.getValue();
    if (!scalar.isPlain() || scalar.getTag().isPresent()) {
      return json.textNode(text);
    }
    return switch (text) {
      case "true" -> json.booleanNode(true);
      case "false" -> json.booleanNode(false);
      case "", "~", "null" -> json.nullNode();
      default -> json.textNode(text);
    };
  }

  private static MalformedException complaint(Event event, String complaint) {
    int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    return MalformedException.onLine(line, complaint);
  }
}
