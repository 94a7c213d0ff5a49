package io.lapse.producers.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From documents to the migrations that their objects tell of: single objects, lists of them, and
 * what a watch says about them. An event that was told is not told again while it is remembered: a
 * watch shows an object, with its last migration, each time that anything about it changes.
 */
final class KubevirtObjects {
  private static final String LIST = "List";
  private static final int REMEMBERED_MAX = 2_048;

  private final MigrationState migrations;
  private final HostEventSource.Sink sink;
  private final Location whole;
  private final Set<String> told = new LinkedHashSet<>();
  private boolean some;
  private @Nullable String otherKind;

  KubevirtObjects(SourceInput input, HostEventSource.Sink sink) {
    this.migrations = new MigrationState(input);
    this.sink = sink;
    this.whole = new Location(input.path(), 0);
  }

  /** Takes a document; what is wrong with it is reported. */
  void take(Document document) {
    try {
      JsonNode tree = document.tree();
      List<JsonNode> objects = new ArrayList<>();
      if (tree instanceof ArrayNode) {
        tree.forEach(objects::add);
      } else if (!tree.isNull()) {
        objects.add(tree);
      }
      for (JsonNode object : objects) {
        takeObject(object, document.where());
      }
    } catch (MalformedException e) {
      some = true;
      sink.report(Problem.refused(document.at(e.line()), e.explanation()));
    }
  }

  private void takeObject(JsonNode node, Location where) throws MalformedException {
    if (!(node instanceof ObjectNode object)) {
      throw new MalformedException(
          "expected a Kubernetes object, found: " + MalformedException.excerpt(node.toString()));
    }
    JsonFields fields = JsonFields.of(object);
    JsonFields watched = fields.objectOrNull("object");
    if (watched == null) {
      take(fields, null, where);
    } else if ("ERROR".equals(fields.textOrNull("type"))) {
      String why = watched.textOrNull("message");
      String said = why == null ? "no reason is given" : MalformedException.excerpt(why);
      sink.report(Problem.warning(where, "the watch has broken off: " + said));
    } else {
      take(watched, null, where);
    }
  }

  /**
   * Takes an object.
   *
   * @param listed its kind, where its list says so; null if it must say so itself
   */
  private void take(JsonFields object, @Nullable String listed, Location where)
      throws MalformedException {
    String own = listed == null ? object.text("kind") : object.textOrNull("kind");
    String kind = own == null ? String.valueOf(listed) : own;
    if (kind.endsWith(LIST)) {
      String ofItems = kind.substring(0, kind.length() - LIST.length());
      for (JsonFields item : object.objects("items")) {
        takeItem(item, ofItems.isEmpty() ? null : ofItems, where);
      }
    } else if (MigrationState.isOf(kind)) {
      some = true;
      migrations.read(kind, object, event -> tell(event, where));
    } else {
      otherKind = kind;
    }
  }

  /** One that cannot be read costs no other. */
  private void takeItem(JsonFields item, @Nullable String listed, Location where) {
    try {
      take(item, listed, where);
    } catch (MalformedException e) {
      some = true;
      sink.report(Problem.refused(where, e.explanation()));
    }
  }

  private void tell(HostEvent event, Location where) {
    String id = event.id().hex();
    if (!told.add(id)) {
      return;
    }
    if (told.size() > REMEMBERED_MAX) {
      told.remove(told.iterator().next());
    }
    sink.accept(event, where);
  }

  /** Says so where there were objects, and none of them was of KubeVirt. */
  void complainOfOtherKinds() {
    if (!some && otherKind != null) {
      String found = ", found kind " + MalformedException.excerpt(otherKind);
      sink.report(
          Problem.refused(whole, "no such object: expected " + KubevirtSource.EXPECTED + found));
    }
  }

  ReaderMemory memory() {
    ReaderMemory memory = ReaderMemory.empty().put("told", List.copyOf(told));
    String bound = migrations.bound();
    return bound == null ? memory : memory.put("instance", bound);
  }

  void remember(ReaderMemory memory) {
    told.addAll(memory.texts("told"));
    if (memory.has("instance")) {
      migrations.bind(memory.text("instance"));
    }
  }
}
