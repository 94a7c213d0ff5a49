package io.lapse.streamsapp.alert;

import java.time.Duration;
import java.util.List;

class MemorySinkTest extends RemoteSinkContract {
  private final MemorySink sink = new MemorySink(8, Duration.ofMinutes(1));

  @Override
  protected AlertSink sink() {
    return sink;
  }

  @Override
  protected List<String> taken() {
    return sink.told().stream().filter(each -> !each.endsWith(" again")).toList();
  }

  @Override
  protected void away() {
    sink.away();
  }

  @Override
  protected void back() {
    sink.back();
  }

  @Override
  protected void garbage() {
    sink.answer = messages -> new Delivery.Later(true, null, "garbage");
  }

  @Override
  protected void slow() {
    sink.answer = messages -> new Delivery.Later(false, null, "slow");
  }

  @Override
  protected void refuse(String guest) {
    sink.answer =
        messages ->
            messages.stream().anyMatch(each -> each.said().guest().equals(guest))
                ? new Delivery.Refused("no")
                : new Delivery.Delivered();
  }
}
