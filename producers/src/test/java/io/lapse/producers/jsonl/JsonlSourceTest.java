package io.lapse.producers.jsonl;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

class JsonlSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new JsonlSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, null, null, Format.JSONL, 5, null, CounterWhilePaused.UNKNOWN);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        "{\"kind\":\"stopped\",\"guest\":\"vm1\",\"host\":\"h0\",\"tai_ns\":10}",
        "{\"kind\":\"restarted\",\"guest\":\"vm1\",\"host\":\"h1\",\"realtime_ns\":20}",
        "{\"kind\":\"slept\",\"guest\":\"vm1\",\"tai_ns\":30,\"restarted_tai_ns\":20,"
            + "\"slept_ns\":-4}");
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  @Override
  protected boolean linesStandAlone() {
    return true;
  }

  @Override
  protected int eventLine() {
    return 1;
  }

  @Override
  protected String expectation() {
    return "JSON lines, {\"kind\": ...} each";
  }
}
