package io.lapse.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.text.AsciiJson;

/** A diagnosis as a JSON object on one line. */
final class DiagnosisJson {
  private DiagnosisJson() {}

  static String line(Diagnosis diagnosis) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode checks = object.putArray("checks");
    for (Check check : diagnosis.checks()) {
      ObjectNode each = checks.addObject().put("check", check.name());
      each.put("judgement", check.judgement().name());
      each.put("found", check.found()).put("advice", check.advice());
    }
    lags(object.putArray("lag"), diagnosis);
    hosts(object.putArray("hosts"), diagnosis);
    PairErrors pairs = diagnosis.pairs();
    if (pairs == null) {
      object.putNull("two_hosts");
    } else {
      ObjectNode two = object.putObject("two_hosts");
      pair(two, "best", pairs.bestNanos());
      pair(two, "median", pairs.medianNanos());
      pair(two, "worst", pairs.worstNanos());
    }
    return AsciiJson.line(object);
  }

  private static void lags(ArrayNode lags, Diagnosis diagnosis) {
    for (GroupLag lag : diagnosis.lags()) {
      ObjectNode each = lags.addObject().put("topic", lag.partition().topic());
      each.put("partition", lag.partition().partition());
      each.put("committed", lag.committed() < 0 ? null : Long.valueOf(lag.committed()));
      each.put("end", lag.end()).put("lag", lag.lag());
    }
  }

  private static void hosts(ArrayNode hosts, Diagnosis diagnosis) {
    for (HostClock host : diagnosis.hosts()) {
      ObjectNode each = hosts.addObject().put("host", host.host());
      each.put("last_tai_ns", host.lastAt().nanos()).put("events", host.events());
      each.put("clock_error_ns", host.clockErrorNanos());
      each.put("reading_error_ns", host.readingErrorNanos());
      each.put("error_ns", host.errorNanos()).put("wrong_tai_offset", host.wrongTaiOffset());
    }
  }

  private static void pair(ObjectNode two, String which, long errorNanos) {
    ObjectNode each = two.putObject(which).put("tout_error_ns", errorNanos);
    each.put("decided_from_ns", PairErrors.mayDecideFromNanos(errorNanos));
    each.put("surely_from_ns", PairErrors.surelyDecidesFromNanos(errorNanos));
  }
}
