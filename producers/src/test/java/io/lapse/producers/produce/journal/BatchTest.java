package io.lapse.producers.produce.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void parse_returnsWhatWasWritten() throws Exception {
    Batch batch =
        new Batch(
            7,
            Map.of("a", "1", "b", "\u00e4\ud83d\ude00"),
            List.of(
                new JournalEvent(JournalEvent.Kind.HOST, "g", "h", new byte[] {1, 0, -1}),
                new JournalEvent(JournalEvent.Kind.GUEST, "", null, new byte[0])));

    Batch parsed = Batch.parse(batch.toBytes());

    assertThat(parsed).usingRecursiveComparison().isEqualTo(batch);
  }

  @Test
  void moveOn_putsPositions_andTakesAwayThoseThatAreForgotten() {
    Map<String, String> positions = new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3"));

    new Batch(0, Map.of("a", "9", "b", Batch.FORGOTTEN, "d", "4"), List.of()).moveOn(positions);

    assertThat(positions).isEqualTo(Map.of("a", "9", "c", "3", "d", "4"));
  }
}
