package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryColumns.Difference;
import org.junit.jupiter.api.Test;

/** What differs is named as the line names it. */
class EntryColumnsTest {
  private static final String EXPIRED =
      "\"expired\":{\"monotonic\":{\"low\":1,\"expected\":1,\"high\":1,\"overruns\":0},"
          + "\"boottime\":{\"low\":1,\"expected\":1,\"high\":1,\"overruns\":0},"
          + "\"realtime\":{\"low\":1,\"expected\":1,\"high\":1,\"overruns\":0},"
          + "\"tai\":{\"low\":1,\"expected\":1,\"high\":1,\"overruns\":0},"
          + "\"basis\":\"INVENTORY\"}";

  @Test
  void entries_thatAreEqual_differNowhere() {
    assertThat(EntryColumns.differences(entry(), entry())).isEmpty();
  }

  @Test
  void columns_areNamedInTheOrderOfTheLine() {
    Entry other =
        entry(
            "\"kind\":\"PAUSE\"", "\"kind\":null",
            "\"tout_error_ns\":7", "\"tout_error_ns\":8",
            "{\"account\":\"elapsed\",\"amount_ns\":-60},", "");

    assertThat(EntryColumns.differences(entry(), other))
        .containsExactly(
            new Difference("kind", "\"PAUSE\"", "null"),
            new Difference("tout_error_ns", "7", "8"),
            new Difference(
                "postings",
                "[{\"account\":\"elapsed\",\"amount_ns\":-60},"
                    + "{\"account\":\"unaccounted\",\"amount_ns\":60}]",
                "[{\"account\":\"unaccounted\",\"amount_ns\":60}]"));
  }

  @Test
  void columnWithinAnObject_bearsItsPath() {
    Entry one = entry("\"expired\":null", EXPIRED);
    Entry other =
        entry(
            "\"expired\":null", EXPIRED.replaceFirst("\"tai\":\\{\"low\":1", "\"tai\":{\"low\":0"));

    assertThat(EntryColumns.differences(one, other))
        .containsExactly(new Difference("expired.tai.low", "1", "0"));
    assertThat(EntryColumns.differences(one, entry()))
        .singleElement()
        .extracting(Difference::name, Difference::other)
        .containsExactly("expired", "null");
  }

  private static Entry entry(String... replacements) {
    String line = EntryJsonTest.LINE;
    for (int i = 0; i < replacements.length; i += 2) {
      line = line.replace(replacements[i], replacements[i + 1]);
    }
    return EntryJson.read(line);
  }
}
