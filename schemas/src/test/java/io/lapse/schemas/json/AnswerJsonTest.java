package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.query.Answer;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answer's keys and their order are a contract; its entries are lines of the ledger. */
class AnswerJsonTest {
  @Test
  void answer_thatIsNone_writesNulls() {
    Answer none =
        new Answer("g", new TaiInstant(7), Answer.Kind.NO_HOST_EVENT, null, null, List.of());

    assertThat(AnswerJson.write(none))
        .isEqualTo(
            "{\"guest\":\"g\",\"instant_tai_ns\":7,\"answer\":\"NO_HOST_EVENT\","
                + "\"outage_id\":null,\"tout_ns\":null,\"entries\":[]}");
  }

  @Test
  void answer_holdsEntriesAsTheLedgerWritesThem() {
    String line = EntryJsonTest.LINE;
    Answer answer =
        new Answer(
            "g",
            new TaiInstant(7),
            Answer.Kind.OUTAGE,
            "g/1",
            60L,
            List.of(EntryJson.read(line), EntryJson.read(line)));

    assertThat(AnswerJson.write(answer))
        .isEqualTo(
            "{\"guest\":\"g\",\"instant_tai_ns\":7,\"answer\":\"OUTAGE\",\"outage_id\":\"g/1\","
                + "\"tout_ns\":60,\"entries\":["
                + line
                + ","
                + line
                + "]}");
  }
}
