package io.lapse.streamsapp.http.fleet;

import io.lapse.streamsapp.http.BadParameterException;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The last few answers, for as long as the board does not change. */
final class AnswerCache {
  private static final int ANSWERS_MAX = 32;

  /** Long lists are cheap to find, and would fill the memory. */
  private static final int BYTES_MAX = 65_536;

  private final LongSupplier revision;
  private final Map<String, Response> answers = new LinkedHashMap<>();
  private long answersRevision = -1;

  AnswerCache(LongSupplier revision) {
    this.revision = revision;
  }

  /** Works an answer out. */
  interface Work {
    Response answer() throws BadParameterException;
  }

  /** The answer to a request, worked out unless it is known. */
  Response answer(Request request, Work work) throws BadParameterException {
    String key = request.rawPath() + "?" + request.rawQuery();
    // Before the work: what is answered then may be newer, never older.
    long now = revision.getAsLong();
    synchronized (this) {
      forgetOlderThan(now);
      Response known = answers.get(key);
      if (known != null && answersRevision == now) {
        return known;
      }
    }
    Response answer = work.answer();
    if (answer.body().length <= BYTES_MAX) {
      keep(key, answer, now);
    }
    return answer;
  }

  private synchronized void forgetOlderThan(long now) {
    if (now > answersRevision) {
      answers.clear();
      answersRevision = now;
    }
  }

  private synchronized void keep(String key, Response answer, long now) {
    if (now == answersRevision) {
      answers.put(key, answer);
      if (answers.size() > ANSWERS_MAX) {
        Iterator<String> oldest = answers.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }
}
