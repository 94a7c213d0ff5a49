package io.lapse.producers.cloudevents;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

class CloudEventsSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new CloudEventsSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, null, null, Format.CLOUDEVENTS, 5, null, CounterWhilePaused.UNKNOWN);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        event("stopped", "\"time\":\"2026-11-22T21:17:05Z\""),
        event("restarted", "\"hosttai\":\"1795382268223000000\",\"data\":{\"mode\":\"restored\"}"),
        "[" + event("reset", "\"hosttai\":7") + "]");
  }

  static String event(String kind, String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"h0\",\"subject\":\"vm1\","
        + "\"type\":\"io.lapse."
        + kind
        + "\","
        + more
        + "}";
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  @Override
  protected int eventLine() {
    return 1;
  }

  @Override
  protected String expectation() {
    return "CloudEvents, {\"specversion\": ...} each";
  }
}
