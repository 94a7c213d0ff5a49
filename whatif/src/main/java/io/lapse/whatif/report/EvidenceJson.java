package io.lapse.whatif.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.sweep.Burst;
import io.lapse.whatif.sweep.Coverage;
import io.lapse.whatif.sweep.Distribution;
import io.lapse.whatif.sweep.GuestLoss;
import io.lapse.whatif.sweep.HostBias;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a history shows, whatever the policy, as JSON. */
final class EvidenceJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EvidenceJson() {}

  static ObjectNode coverage(Coverage coverage) {
    ObjectNode node = NODES.objectNode();
    ObjectNode counts = node.putObject("counts");
    coverage.counts().forEach((count, value) -> counts.put(count.word(), value));
    node.put("first_tai_ns", nanos(coverage.firstAt()));
    node.put("last_tai_ns", nanos(coverage.lastAt()));
    node.set("inventory_age_ns", distribution(coverage.inventoryAge()));
    node.set("tout_error_ns", distribution(coverage.toutError()));
    return node;
  }

  static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }

  /** With its buckets as {@code [least, largest, count]}. */
  static ObjectNode distribution(Distribution distribution) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("count", distribution.count())
            .put("min", distribution.min())
            .put("p50", distribution.quantile(500_000))
            .put("p90", distribution.quantile(900_000))
            .put("p99", distribution.quantile(990_000))
            .put("p999", distribution.quantile(999_000))
            .put("max", distribution.max());
    node.set("buckets", buckets(distribution.buckets()));
    return node;
  }

  static ArrayNode buckets(List<Distribution.Bucket> buckets) {
    ArrayNode node = NODES.arrayNode();
    buckets.forEach(
        bucket -> node.addArray().add(bucket.least()).add(bucket.largest()).add(bucket.count()));
    return node;
  }

  static ArrayNode bursts(List<Burst> bursts, List<KernelCheck> checks) {
    ArrayNode node = NODES.arrayNode();
    for (Burst burst : bursts) {
      Outage outage = burst.outlook().account().outage();
      ObjectNode each =
          node.addObject()
              .put("guest", outage.guest())
              .put("outage_id", outage.id())
              .put("kind", outage.kind() == null ? null : outage.kind().name())
              .put("source_host", outage.sourceHost())
              .put("destination_host", outage.destinationHost())
              .put("stopped_tai_ns", nanos(outage.stoppedAt()))
              .put("tout_ns", burst.outlook().closing().toutNanos())
              .put("tout_error_ns", burst.outlook().closing().toutErrorNanos())
              .put("timers", burst.timers())
              .put("overruns", burst.overruns());
      JsonNode check =
          Checks.of(checks, outage.id())
              .<JsonNode>map(EvidenceJson::check)
              .orElse(NODES.nullNode());
      each.set("kernel", check);
    }
    return node;
  }

  private static ObjectNode check(KernelCheck check) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("agreement", check.agreement().name())
            .put("advance_ns", check.advanceNanos());
    ObjectNode fired = node.putObject("fired");
    check
        .fired()
        .forEach(
            (clock, each) ->
                fired
                    .putObject(clock.name().toLowerCase(Locale.ROOT))
                    .put("timers", each.timers())
                    .put("overruns", each.overruns()));
    node.set("warnings", ScenarioJson.texts(check.warnings()));
    return node.put("not_run", check.notRun());
  }

  static ArrayNode guests(List<GuestLoss> guests) {
    ArrayNode node = NODES.arrayNode();
    for (GuestLoss guest : guests) {
      node.addObject()
          .put("guest", guest.guest())
          .put("outages", guest.outages())
          .put("lost_ns", guest.lostNanos())
          .put("longest_ns", guest.longestNanos())
          .put("timers_if_compensated", guest.timersIfCompensated());
    }
    return node;
  }

  static ArrayNode biases(List<HostBias> biases) {
    ArrayNode node = NODES.arrayNode();
    for (HostBias bias : biases) {
      node.addObject()
          .put("host", bias.host())
          .put("arrived", bias.arrived())
          .put("left", bias.left())
          .put("offset_ns", bias.offset().estimateNanos())
          .put("offset_low_ns", bias.offset().bounds().lowNanos())
          .put("offset_high_ns", bias.offset().bounds().highNanos())
          .put("stated_error_ns", bias.offset().statedErrorNanos())
          .put("standing", bias.offset().standing().name());
    }
    return node;
  }

  static ArrayNode pairs(List<HostPair> pairs) {
    ArrayNode node = NODES.arrayNode();
    for (HostPair pair : pairs) {
      node.addObject()
          .put("source_host", pair.sourceHost())
          .put("destination_host", pair.destinationHost())
          .put("outages", pair.outages())
          .put("median_residual_ns", pair.medianResidualNanos())
          .put("min_residual_ns", pair.minResidualNanos())
          .put("max_residual_ns", pair.maxResidualNanos());
    }
    return node;
  }
}
