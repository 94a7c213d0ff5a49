package io.lapse.ledger.account;

import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a tail what lies behind the horizon, or, of too many outages, the older half.
 *
 * @param tail what is left
 * @param sealed what was taken out
 * @param upTo the stamp of the last input that was taken out; null if nothing was
 * @param mark where it was cut; null if it was booked again instead
 */
record Sealing(Tail tail, Sealed sealed, @Nullable TaiInstant upTo, @Nullable Mark mark) {
  /** Of too many outages the older half is sealed; then again after so many more. */
  private static final int OUTAGES_STEP = 64;

  /** What is due to be sealed; null if nothing is, or it is not worth looking. */
  static @Nullable Sealing due(Tail tail, GuestCounts counts, int outages, @Nullable Mark mark) {
    boolean tooMany =
        outages > Horizon.OUTAGES_MAX && (outages - Horizon.OUTAGES_MAX) % OUTAGES_STEP == 1;
    if (tail.size() < counts.sealAt() && !tooMany) {
      return null;
    }
    Watermark watermark = counts.watermark();
    Sealing nothing = new Sealing(tail, Sealed.NOTHING, null, null);
    boolean behind = mark != null && watermark.isBehindHorizon(mark.at());
    Sealing cut = behind ? cut(tail, mark) : null;
    if (cut != null) {
      return cut;
    }
    if (tooMany) {
      return of(tail, watermark, outages, counts.enough()).orElse(nothing);
    }
    if (mark != null && !behind || countBehindHorizon(tail, watermark) < counts.enough()) {
      return nothing;
    }
    return half(tail, counts).orElse(nothing);
  }

  private static int countBehindHorizon(Tail tail, Watermark watermark) {
    int count = tail.size();
    Link link = tail.last();
    while (link != null && !watermark.isBehindHorizon(link.recorded().at())) {
      count--;
      link = link.previous();
    }
    return count;
  }

  /** At the place where half of the tail ends; empty if that is not behind the horizon. */
  private static Optional<Sealing> half(Tail tail, GuestCounts counts) {
    Tail whole = tail.expanded();
    List<Link> links = whole.links();
    int count = Marking.placeIn(links, counts.enough());
    return count > 0 && counts.watermark().isBehindHorizon(links.get(count - 1).recorded().at())
        ? Optional.of(at(whole, links, count))
        : Optional.empty();
  }

  /** The history numbers of what is left. */
  HistoryNumbers numbers(HistoryNumbers before) {
    if (upTo == null) {
      return before;
    }
    return mark == null ? before.of(tail.accounts()) : before.after(mark);
  }

  private static @Nullable Sealing cut(Tail tail, Mark mark) {
    Tail rest = mark.cut(tail);
    return rest == null
        ? null
        : new Sealing(rest, Sealed.of(tail, mark.size(), rest.carry()), mark.at(), mark);
  }

  /**
   * Seals what may be sealed; empty if nothing may.
   *
   * @param enough so many inputs need not be exceeded
   */
  static Optional<Sealing> of(Tail tail, Watermark watermark, int outages, int enough) {
    Tail whole = tail.expanded();
    List<Link> links = whole.links();
    int count = behindHorizon(links, watermark, enough);
    if (count == 0 && outages > Horizon.OUTAGES_MAX) {
      count = olderHalf(links, outages);
    }
    return count == 0 ? Optional.empty() : Optional.of(at(whole, links, count));
  }

  private static int behindHorizon(List<Link> links, Watermark watermark, int enough) {
    int count = 0;
    for (int i = 0; i < links.size() && count < enough; i++) {
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

  private static Sealing at(Tail whole, List<Link> links, int count) {
    Link end = links.get(count - 1);
    Books carry = end.books().sealed();
    List<Recorded<?>> rest = new ArrayList<>(links.size() - count);
    links.subList(count, links.size()).forEach(link -> rest.add(link.recorded()));
    return new Sealing(
        Tail.of(carry, rest, whole.rules()),
        Sealed.of(whole, count, carry),
        end.recorded().at(),
        null);
  }
}
