package io.lapse.cli.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.PolicyConflicts;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Policies as a user writes them: {@code KEY=VALUE,...}, which becomes {@code default@1} and holds
 * from the beginning; or a JSON file, which holds one policy or a list of them.
 */
public final class PolicyOption {
  private PolicyOption() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if a key is not one of a policy's, a value not one of its
   *     key's, or if policies contradict themselves or each other; with the file and the line, and
   *     what was expected
   */
  public static List<Policy> parse(String text) {
    return text.contains("=") ? List.of(pairs(text)) : file(text);
  }

  private static Policy pairs(String text) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected KEY=VALUE: '" + part + "'");
      }
      String key = part.substring(0, equals).strip();
      if (!PolicyFields.KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown policy key '"
                + key
                + "'; expected one of "
                + String.join(", ", PolicyFields.KEYS)
                + "; a class, a version or an event time needs a file");
      }
      if (object.has(key)) {
        throw new IllegalArgumentException(key + " is stated twice: expected each key once");
      }
      put(object, key, part.substring(equals + 1).strip());
    }
    try {
      Policy policy = new PolicyFields(JsonFields.of(object)).read();
      for (String conflict : PolicyConflicts.within(policy)) {
        throw new IllegalArgumentException(conflict);
      }
      return policy;
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.explanation(), e);
    }
  }

  /** What is not a number stays a text, for the reader of the key to complain about. */
  private static void put(ObjectNode object, String key, String value) {
    if (!PolicyFields.COUNTS.contains(key)) {
      object.put(key, value);
      return;
    }
    try {
      object.put(key, Long.parseLong(value));
    } catch (NumberFormatException e) {
      object.put(key, value);
    }
  }

  private static List<Policy> file(String file) {
    String text = textOf(file);
    try {
      return policies(file, text, StrictJson.lines(text));
    } catch (MalformedException e) {
      throw refused(file, e.line(), e);
    }
  }

  private static String textOf(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not UTF-8: expected a policy", e);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          file + ": expected KEY=VALUE,... or a file that can be read", e);
    }
  }

  private static List<Policy> policies(String file, String text, Map<String, Integer> lines)
      throws MalformedException {
    List<Policy> policies = new ArrayList<>();
    for (JsonFields fields : StrictJson.objects(text)) {
      int line = lines.getOrDefault(fields.place(), 1);
      try {
        Policy policy = new PolicyFields(fields).read();
        for (String conflict : PolicyConflicts.of(policy, policies)) {
          throw new MalformedException(PolicyFields.inPlace(fields, conflict));
        }
        policies.add(policy);
      } catch (MalformedException e) {
        throw refused(file, lines.getOrDefault(e.place(), line), e);
      }
    }
    if (policies.isEmpty()) {
      throw new MalformedException("expected at least one policy, found: []");
    }
    return policies;
  }

  private static IllegalArgumentException refused(String file, int line, MalformedException e) {
    return new IllegalArgumentException(file + ":" + line + ": " + e.explanation(), e);
  }
}
