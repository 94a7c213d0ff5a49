package io.lapse.streamsapp.http;

import io.lapse.ledger.query.Answer;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.json.AnswerJson;
import io.lapse.streamsapp.query.GuestNtp;
import io.lapse.streamsapp.query.GuestView;
import io.lapse.streamsapp.query.GuestWhy;
import io.lapse.streamsapp.query.GuestWhy.PastReader;
import io.lapse.streamsapp.query.Reading.Found;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Reading.Unavailable;
import io.lapse.streamsapp.records.UnreadException;
import io.lapse.telemetry.Route.Response;
import java.util.Map;
import java.util.Objects;

/** What is said of a guest that was found. */
final class GuestAnswers {
  private static final int OK = 200;

  private final PastReader past;

  GuestAnswers(PastReader past) {
    this.past = past;
  }

  Response of(GuestRequest request, Found found) {
    return switch (request.view()) {
      case LEDGER -> response(found, GuestJson.ledger(found));
      case SUMMARY -> response(found, GuestJson.summary(found));
      case WHY -> why(Objects.requireNonNull(request.at(), "at"), found);
      case NTP -> response(found, NtpJson.of(found, GuestNtp.of(found.guest())));
    };
  }

  private Response why(TaiInstant at, Found found) {
    GuestView guest = found.guest();
    try {
      Answer answer = GuestWhy.at(guest, at, past);
      if (answer != null) {
        return response(found, AnswerJson.write(answer) + "\n");
      }
    } catch (UnreadException e) {
      return Problem.of(e);
    }
    return Problem.of(
        new Unavailable(
            Reason.PAST_GONE,
            "the books are sealed there, and this instance has no whole history from then",
            found.source()));
  }

  private static Response response(Found found, String body) {
    return Response.of(
        OK,
        LedgerApi.JSON,
        Map.of(LedgerApi.STALENESS, SourceJson.staleness(found.source())),
        body);
  }
}
