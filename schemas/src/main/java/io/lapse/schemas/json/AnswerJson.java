package io.lapse.schemas.json;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Answer;
import java.io.IOException;

/** What {@code lapse why} answers, in one line. */
public final class AnswerJson {
  private AnswerJson() {}

  /** The line, without its LF. */
  public static String write(Answer answer) {
    return JsonLine.of(line -> write(line, answer));
  }

  private static void write(JsonLine line, Answer answer) throws IOException {
    line.text("guest", answer.guest());
    line.instant("instant_tai_ns", answer.at());
    line.symbol("answer", answer.kind());
    line.text("outage_id", answer.outageId());
    line.number("tout_ns", answer.toutNanos());
    line.generator().writeArrayFieldStart("entries");
    for (Entry entry : answer.entries()) {
      line.generator().writeStartObject();
      EntryJson.write(line, entry, entry.entryKind());
      line.generator().writeEndObject();
    }
    line.generator().writeEndArray();
  }
}
