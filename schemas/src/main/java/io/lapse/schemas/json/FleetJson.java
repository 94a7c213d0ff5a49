package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.fleet.Counts;
import io.lapse.ledger.fleet.Dimension;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.PairBias;
import io.lapse.ledger.fleet.ToutStats;
import io.lapse.ledger.policy.Violation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Statistics of a fleet as one JSON object a row. */
public final class FleetJson {
  private FleetJson() {}

  /**
   * A row.
   *
   * @param window null for all time
   * @param startSeconds when the window begins, in s TAI; null with it
   * @param bias null where the dimension is no pair
   */
  public static String write(
      @Nullable FleetWindow window,
      @Nullable Long startSeconds,
      Dimension dimension,
      FleetStats stats,
      @Nullable PairBias bias) {
    return JsonLine.of(
        line -> {
          line.text("dimension", dimension.text());
          line.text("window", window == null ? "all" : window.text());
          line.number("start_tai_s", startSeconds);
          line.number("outages", stats.outages());
          line.number("open", stats.open());
          line.number("without_stop", stats.withoutStop());
          counts(line, "kinds", stats.kinds());
          counts(line, "verdicts", stats.verdicts());
          counts(line, "cooperations", stats.cooperations());
          tout(line, stats.tout());
          posted(line, stats);
          violations(line, stats);
          bias(line, bias);
        });
  }

  private static <K extends Comparable<K>> void counts(JsonLine line, String key, Counts<K> counts)
      throws IOException {
    JsonGenerator json = line.generator();
    json.writeObjectFieldStart(key);
    for (K symbol : counts.byKey().keySet()) {
      json.writeNumberField(symbol.toString(), counts.of(symbol));
    }
    json.writeEndObject();
  }

  private static void tout(JsonLine line, ToutStats tout) throws IOException {
    JsonGenerator json = line.generator();
    if (tout.isEmpty()) {
      json.writeNullField("tout");
      return;
    }
    json.writeObjectFieldStart("tout");
    line.number("count", tout.count());
    line.number("min_ns", tout.histogram().ranked(1).lowNanos());
    line.number("p50_ns", tout.histogram().quantile(500).highNanos());
    line.number("p90_ns", tout.histogram().quantile(900).highNanos());
    line.number("p99_ns", tout.histogram().quantile(990).highNanos());
    line.number("p999_ns", tout.histogram().quantile(999).highNanos());
    line.number("max_ns", tout.histogram().quantile(1_000).highNanos());
    json.writeFieldName("sum_ns");
    json.writeNumber(tout.sumNanos());
    json.writeFieldName("error_sum_ns");
    json.writeNumber(tout.errorSumNanos());
    json.writeEndObject();
  }

  private static void posted(JsonLine line, FleetStats stats) throws IOException {
    JsonGenerator json = line.generator();
    json.writeObjectFieldStart("posted");
    for (Account account : Account.values()) {
      json.writeFieldName(JsonLine.lowerCase(account) + "_ns");
      json.writeNumber(stats.posted().to(account));
    }
    json.writeEndObject();
  }

  private static void violations(JsonLine line, FleetStats stats) throws IOException {
    JsonGenerator json = line.generator();
    json.writeObjectFieldStart("violations");
    for (Violation violation : stats.opened().byKey().keySet()) {
      json.writeObjectFieldStart(violation.name());
      line.number("opened", stats.opened().of(violation));
      line.number("open", stats.openNow().of(violation));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void bias(JsonLine line, @Nullable PairBias bias) throws IOException {
    JsonGenerator json = line.generator();
    if (bias instanceof PairBias.Offset offset) {
      json.writeObjectFieldStart("bias");
      line.number("estimate_ns", offset.estimateNanos());
      line.number("low_ns", offset.bounds().lowNanos());
      line.number("high_ns", offset.bounds().highNanos());
      line.number("stated_error_ns", offset.statedErrorNanos());
      line.symbol("standing", offset.standing());
      json.writeEndObject();
    } else if (bias instanceof PairBias.Unknown unknown) {
      json.writeObjectFieldStart("bias");
      line.symbol("unknown", unknown.reason());
      json.writeEndObject();
    } else {
      json.writeNullField("bias");
    }
  }
}
