package io.lapse.streamsapp.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Messages that wait for the receiver, in the order in which they came. */
final class Mailbox {
  private final Set<Waiting> messages = new LinkedHashSet<>();
  private final int batchMax;

  Mailbox(int batchMax) {
    this.batchMax = batchMax;
  }

  void add(Waiting message) {
    messages.add(message);
  }

  void remove(Waiting message) {
    messages.remove(message);
  }

  void removeIf(Predicate<Waiting> unwanted) {
    messages.removeIf(unwanted);
  }

  /** All that wait of an alert. */
  List<Waiting> of(StandingAlert standing) {
    return messages.stream().filter(each -> each.standing == standing).toList();
  }

  int batchMax() {
    return batchMax;
  }

  int size() {
    return messages.size();
  }

  /**
   * What may be sent now, in one post: the oldest first, of each alert its oldest alone.
   *
   * @param nowMillis steady
   */
  List<Waiting> pick(long nowMillis) {
    List<Waiting> picked = new ArrayList<>();
    Set<String> passed = new HashSet<>();
    int max = batchMax;
    for (Waiting each : messages) {
      if (picked.size() >= max) {
        break;
      }
      if (!passed.add(each.standing.id()) || each.notBeforeMillis > nowMillis) {
        continue;
      }
      int company = each.companyMax(batchMax);
      if (picked.size() < company) {
        picked.add(each);
        max = Math.min(max, company);
      }
    }
    return picked;
  }
}
