package io.lapse.producers.libvirt;

import io.lapse.producers.source.ReaderMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host's domains by name; beyond a thousand, the one that was silent longest is forgotten. */
final class Domains {
  private static final int DOMAINS_MAX = 1_000;

  private final Map<String, Domain> byName =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Domain> eldest) {
          return size() > DOMAINS_MAX;
        }
      };

  /** The domain of that name, known or new. */
  Domain of(String name) {
    return byName.computeIfAbsent(name, unseen -> new Domain());
  }

  /** Those of which a word waits for another. */
  List<Map.Entry<String, Domain>> waiting() {
    List<Map.Entry<String, Domain>> waiting = new ArrayList<>();
    for (Map.Entry<String, Domain> each : byName.entrySet()) {
      if (each.getValue().waiting() != null) {
        waiting.add(each);
      }
    }
    return waiting;
  }

  /** A domain that was undefined while it ran is still there. */
  void forgetIfOff(String name) {
    if (of(name).state() == Domain.State.OFF) {
      byName.remove(name);
    }
  }

  ReaderMemory memory() {
    ReaderMemory memory = ReaderMemory.empty();
    byName.forEach((name, domain) -> memory.put(name, domain.memory()));
    return memory;
  }

  static Domains of(ReaderMemory memory, String path) {
    Domains domains = new Domains();
    memory.names().forEach(n -> domains.byName.put(n, Domain.of(memory.inner(n), path)));
    return domains;
  }
}
