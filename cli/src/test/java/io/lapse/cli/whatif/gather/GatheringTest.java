package io.lapse.cli.whatif.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.whatif.history.Findings;
import io.lapse.cli.whatif.history.History;
import io.lapse.cli.whatif.history.Part;
import io.lapse.cli.whatif.profiles.ToldProfiles;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.whatif.report.Provenance.Handling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a history is brought together, and by however many threads, the answer is the same. */
class GatheringTest {
  private static final long SEED = 20_261_129;
  private static final long PLENTY_BYTES = 1L << 30;
  private static final long SHARD_BYTES = 1L << 20;

  private static List<LedgerInput> byTime;
  private static List<LedgerInput> byGuest;
  private static String expected;

  @TempDir private Path folder;

  @BeforeAll
  static void simulate() throws InterruptedException {
    byTime = new ArrayList<>();
    FleetSimulation fleet = FleetSimulation.of(FleetPlan.of(SEED, 40, 6, 14));
    while (fleet.hasNext()) {
      if (fleet.next() instanceof Happening.Arrived arrived) {
        byTime.add(arrived.input());
      }
    }
    byGuest = new ArrayList<>(byTime);
    byGuest.sort(Comparator.comparing(LedgerInput::guest));
    Limits limits = new Limits(PLENTY_BYTES, 1, SHARD_BYTES, 1, Path.of("unused"));
    expected = ComparedAnswer.of(gather(history(false, List.of(byTime)), limits).answer());
  }

  private static Gathering.Result gather(History history, Limits limits)
      throws InterruptedException {
    return new Gathering(ComparedAnswer.QUESTION, new ToldProfiles(List.of()), new Watch(), limits)
        .run(history);
  }

  private static History history(boolean mayBeByGuest, List<List<LedgerInput>> parts) {
    List<Part> all = parts.stream().map(GatheringTest::part).toList();
    return new History(List.of("test"), all, mayBeByGuest, 0, Findings.NONE);
  }

  private static List<LedgerInput> only(List<LedgerInput> all, Predicate<LedgerInput> kept) {
    return all.stream().filter(kept).toList();
  }

  private static List<LedgerInput> ofHosts(List<LedgerInput> all) {
    return only(all, HostEvent.class::isInstance);
  }

  private static List<LedgerInput> ofGuests(List<LedgerInput> all) {
    return only(all, GuestEvent.class::isInstance);
  }

  /** In memory; on disk; on disk, each shard divided again. */
  @ParameterizedTest
  @CsvSource({
    "1, 1073741824, 1048576, IN_MEMORY",
    "2, 1073741824, 1048576, IN_MEMORY",
    "5, 1073741824, 1048576, IN_MEMORY",
    "1, 100000, 1048576, SPILLED",
    "2, 100000, 1048576, SPILLED",
    "5, 100000, 1048576, SPILLED",
    "2, 0, 30000, SPILLED",
    "5, 0, 30000, SPILLED",
  })
  void answer_isTheSame(int workers, long memory, long shard, Handling handling)
      throws InterruptedException {
    Limits limits = new Limits(memory, 4, shard, workers, folder);

    Gathering.Result result =
        gather(history(true, List.of(ofGuests(byTime), ofHosts(byTime))), limits);

    assertThat(result.handling()).isEqualTo(handling);
    assertThat(ComparedAnswer.of(result.answer())).as("seed " + SEED).isEqualTo(expected);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void answer_byGuest_isTheSame(int workers) throws InterruptedException {
    Limits limits = new Limits(10_000_000, 4, SHARD_BYTES, workers, folder);

    Gathering.Result one = gather(history(true, List.of(byGuest)), limits);
    Gathering.Result merged =
        gather(history(true, List.of(ofHosts(byGuest), ofGuests(byGuest), List.of())), limits);

    assertThat(one.handling()).isEqualTo(Handling.BY_GUEST);
    assertThat(ComparedAnswer.of(one.answer())).as("seed " + SEED).isEqualTo(expected);
    assertThat(merged.handling()).isEqualTo(Handling.BY_GUEST);
    assertThat(ComparedAnswer.of(merged.answer())).as("seed " + SEED).isEqualTo(expected);
  }

  @Test
  void manyParts_ofAGuestEach_areByGuest() throws InterruptedException {
    List<String> guests = byGuest.stream().map(LedgerInput::guest).distinct().toList();
    List<List<LedgerInput>> parts = new ArrayList<>();
    guests.forEach(guest -> parts.add(0, only(byGuest, input -> input.guest().equals(guest))));
    Limits limits = new Limits(10_000_000, 4, SHARD_BYTES, 2, folder);

    Gathering.Result result = gather(history(true, parts), limits);

    assertThat(result.handling()).isEqualTo(Handling.BY_GUEST);
    assertThat(ComparedAnswer.of(result.answer())).as("seed " + SEED).isEqualTo(expected);
  }

  @Test
  void guestThatComesBack_atTheVeryEnd_isRead_again() throws InterruptedException {
    List<LedgerInput> nearly = new ArrayList<>(byGuest.subList(1, byGuest.size()));
    nearly.add(byGuest.get(0));
    Limits limits = new Limits(PLENTY_BYTES, 4, SHARD_BYTES, 2, folder);

    Gathering.Result result = gather(history(true, List.of(nearly)), limits);

    assertThat(result.handling()).isEqualTo(Handling.IN_MEMORY);
    assertThat(ComparedAnswer.of(result.answer())).as("seed " + SEED).isEqualTo(expected);
  }

  @Test
  void guestThatDoesNotFit_isAFailure() {
    Limits limits = new Limits(0, 4, 100, 2, folder);

    assertThatThrownBy(() -> gather(history(true, List.of(byTime)), limits))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("one guest has")
        .hasMessageContaining("expected more heap");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void part_thatFails_endsTheOthers() {
    Part broken =
        events -> {
          byTime.subList(0, 50).forEach(events);
          throw new IllegalStateException("broken part");
        };
    History history =
        new History(List.of("test"), List.of(part(byTime), broken), false, 0, Findings.NONE);
    Limits limits = new Limits(0, 4, SHARD_BYTES, 2, folder);

    assertThatThrownBy(() -> gather(history, limits))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken part");
    assertThat(folder).isEmptyDirectory();
  }

  private static Part part(List<LedgerInput> events) {
    return sink -> {
      events.forEach(sink);
      return Findings.NONE;
    };
  }
}
