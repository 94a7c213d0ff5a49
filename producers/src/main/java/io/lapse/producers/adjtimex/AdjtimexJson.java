package io.lapse.producers.adjtimex;

import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.text.PrintedInstant;
import java.util.List;

/** A reading in one line of JSON, under the names of adjtimex(2), with {@code realtime_ns}. */
final class AdjtimexJson {
  /** What may stand there, and is not needed. */
  private static final List<String> OTHERS =
      List.of(
          "modes",
          "freq",
          "esterror",
          "constant",
          "precision",
          "tolerance",
          "tick",
          "ppsfreq",
          "jitter",
          "shift",
          "stabil",
          "jitcnt",
          "calcnt",
          "errcnt",
          "stbcnt",
          "tai");

  private AdjtimexJson() {}

  static KernelReading read(JsonFields fields) throws MalformedException {
    for (String name : OTHERS) {
      fields.numberOrNull(name);
    }
    long status = fields.bound("status");
    Long returned = fields.boundOrNull("return");
    if (returned != null && returned > Integer.MAX_VALUE) {
      throw fields.complaint("return", "must be what adjtimex returned, 0 to 5: " + returned);
    }
    return new KernelReading(
        new PrintedInstant(fields.number("realtime_ns"), 0),
        StatusBits.offsetNanos(fields.number("offset"), status),
        fields.bound("maxerror"),
        status,
        returned == null ? null : (Integer) returned.intValue());
  }
}
