package io.lapse.cli.vmclock;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.replay.ReplayRequest;
import io.lapse.cli.replay.ReplayResult;
import io.lapse.cli.text.Printable;
import io.lapse.guestkernel.vmclock.CounterPeriod;
import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.notice.Notice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a replay found about one guest. */
final class GuestHistory {
  /** So many other guests are named where the one that was asked for is not known. */
  private static final int NAMED_MAX = 5;

  private final List<LedgerInput> inputs;
  private final ReplayResult result;

  private GuestHistory(List<LedgerInput> inputs, ReplayResult result) {
    this.inputs = inputs;
    this.result = result;
  }

  /**
   * Folds what was said of the guest; what was said of others does not touch its books.
   *
   * @param all the inputs of all guests
   * @throws Failure if there is no such guest, or it has no notice
   */
  static GuestHistory of(String guest, List<LedgerInput> all, ReplayRequest request) {
    List<LedgerInput> ofGuest = all.stream().filter(i -> i.guest().equals(guest)).toList();
    if (all.isEmpty()) {
      throw new Failure("nothing could be read; expected at least one event");
    }
    if (ofGuest.isEmpty()) {
      throw new Failure("no guest " + Printable.of(guest) + "; expected one of " + guests(all));
    }
    ReplayResult result = request.run(ofGuest);
    if (result.notices().isEmpty()) {
      throw new Failure(
          "guest " + Printable.of(guest) + " has no notice; expected at least one restart");
    }
    Set<LedgerInput> refused = new HashSet<>();
    result.refused().forEach(each -> refused.add(each.input()));
    return new GuestHistory(
        ofGuest.stream().filter(input -> !refused.contains(input)).toList(), result);
  }

  private static String guests(List<LedgerInput> all) {
    List<String> guests = all.stream().map(LedgerInput::guest).distinct().sorted().toList();
    String named =
        guests.stream().limit(NAMED_MAX).map(Printable::of).collect(Collectors.joining(", "));
    int more = guests.size() - NAMED_MAX;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  /** What the guest's latest profile says of its TSC in kHz; empty if nothing. */
  Optional<Long> tscKhz() {
    return inputs.stream()
        .filter(GuestEvent.Profile.class::isInstance)
        .map(GuestEvent.Profile.class::cast)
        .max(Comparator.comparing(profile -> profile.stamp().at()))
        .map(GuestEvent.Profile::tscKhz);
  }

  /** The page after the guest's last notice. */
  GuestPages pages(@Nullable CounterPeriod period, long counterValue) {
    Map<String, List<Entry>> byOutage =
        result.entries().stream().collect(Collectors.groupingBy(Entry::outageId));
    GuestPages pages = new GuestPages(byOutage, restarts(), period, counterValue);
    result.notices().stream()
        .sorted(Comparator.comparingLong(Notice::noticeSequence))
        .forEach(pages::show);
    return pages;
  }

  private Map<EventId, HostEvent.Restarted> restarts() {
    Map<EventId, HostEvent.Restarted> restarts = new HashMap<>();
    for (LedgerInput input : inputs) {
      if (input instanceof HostEvent.Restarted restart) {
        restarts.put(restart.id(), restart);
      }
    }
    return restarts;
  }
}
