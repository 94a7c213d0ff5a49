package io.lapse.ledger.account;

import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a tail what lies behind the horizon, or, of too many outages, the older half.
 *
 * @param tail what is left
 * @param sealed what was taken out
 * @param upTo the stamp of the last input that was taken out; null if nothing was
 */
record Sealing(Tail tail, Sealed sealed, @Nullable TaiInstant upTo) {
  /** Of too many outages the older half is sealed; then again after so many more. */
  private static final int OUTAGES_STEP = 64;

  /** What is due to be sealed; null if nothing is, or it is not worth looking. */
  static @Nullable Sealing due(Tail tail, GuestCounts counts, int outages) {
    boolean tooMany =
        outages > Horizon.OUTAGES_MAX && (outages - Horizon.OUTAGES_MAX) % OUTAGES_STEP == 1;
    if (tail.size() < counts.sealAt() && !tooMany) {
      return null;
    }
    return of(tail, counts.watermark(), outages)
        .orElseGet(() -> new Sealing(tail, Sealed.NOTHING, null));
  }

  /** Seals what may be sealed; empty if nothing may. */
  static Optional<Sealing> of(Tail tail, Watermark watermark, int outages) {
    List<Link> links = tail.links();
    int count = behindHorizon(links, watermark);
    if (count == 0 && outages > Horizon.OUTAGES_MAX) {
      count = olderHalf(links, outages);
    }
    return count == 0 ? Optional.empty() : Optional.of(at(tail, links, count));
  }

  private static int behindHorizon(List<Link> links, Watermark watermark) {
    int count = 0;
    for (int i = 0; i < links.size(); i++) {
      if (!watermark.isBehindHorizon(links.get(i).recorded().at())) {
        break;
      }
      if (links.get(i).books().maySeal() && isBoundary(links, i)) {
        count = i + 1;
      }
    }
    return count;
  }

  private static int olderHalf(List<Link> links, int outages) {
    int posted = 0;
    for (int i = 0; i < links.size() - 1; i++) {
      posted +=
          (int)
              links.get(i).change().accounts().stream()
                  .flatMap(account -> account.entries().stream().skip(account.entries().size() - 1))
                  .filter(entry -> entry.entryKind() == EntryKind.POSTED)
                  .filter(entry -> entry.restartedAt() != null)
                  .count();
      boolean tookNone =
          links.get(i).books().pairing().pending().stream().allMatch(p -> p.took() == null);
      if (posted >= outages / 2 && tookNone && isBoundary(links, i)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Inputs of one stamp stay together. */
  private static boolean isBoundary(List<Link> links, int index) {
    return index + 1 == links.size()
        || links.get(index).recorded().at().isBefore(links.get(index + 1).recorded().at());
  }

  private static Sealing at(Tail tail, List<Link> links, int count) {
    Link end = links.get(count - 1);
    Books carry = end.books().sealed();
    Map<String, OutageAccount> accounts = new LinkedHashMap<>();
    tail.carry().openAccounts().forEach(account -> accounts.put(account.id(), account));
    List<Alert> alerts = new ArrayList<>();
    for (Link link : links.subList(0, count)) {
      link.change().accounts().forEach(account -> accounts.put(account.id(), account));
      alerts.addAll(link.change().alerts());
    }
    carry.openAccounts().forEach(account -> accounts.remove(account.id()));
    List<Entry> entries =
        accounts.values().stream().flatMap(account -> account.entries().stream()).toList();
    List<Recorded<?>> rest =
        links.subList(count, links.size()).stream()
            .<Recorded<?>>map(Link::recorded)
            .collect(Collectors.toList());
    return new Sealing(
        Tail.of(carry, rest, tail.rules()), new Sealed(entries, alerts), end.recorded().at());
  }
}
