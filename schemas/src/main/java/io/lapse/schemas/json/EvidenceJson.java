package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.ledger.evidence.HostEvidence;
import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.evidence.StarvedVcpus;
import java.util.List;
import java.util.stream.Stream;

/** The lines of {@code evidence.jsonl}. */
public final class EvidenceJson {
  private EvidenceJson() {}

  /** The lines, each without its LF: the pairs of hosts, then the starved vCPUs. */
  public static List<String> write(HostEvidence evidence) {
    return Stream.concat(
            evidence.pairs().stream().map(EvidenceJson::pair),
            evidence.starved().stream().map(EvidenceJson::starved))
        .toList();
  }

  private static String pair(HostPair pair) {
    return JsonLine.of(
        line -> {
          line.text("kind", "host_pair");
          line.text("source_host", pair.sourceHost());
          line.text("destination_host", pair.destinationHost());
          line.number("outages", pair.outages());
          line.number("median_residual_ns", pair.medianResidualNanos());
          line.number("min_residual_ns", pair.minResidualNanos());
          line.number("max_residual_ns", pair.maxResidualNanos());
        });
  }

  private static String starved(StarvedVcpus starved) {
    return JsonLine.of(
        line -> {
          line.text("kind", "vcpu_starved");
          line.text("guest", starved.guest());
          line.text("host", starved.host());
          line.number("events", starved.events());
          line.number("total_ns", starved.totalNanos());
          line.number("longest_ns", starved.longestNanos());
          JsonGenerator generator = line.generator();
          generator.writeArrayFieldStart("decades");
          for (StarvedVcpus.Decade decade : starved.decades()) {
            generator.writeStartObject();
            line.number("from_ns", decade.fromNanos());
            line.number("events", decade.events());
            generator.writeEndObject();
          }
          generator.writeEndArray();
        });
  }
}
