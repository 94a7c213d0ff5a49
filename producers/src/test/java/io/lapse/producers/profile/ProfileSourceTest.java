package io.lapse.producers.profile;

import io.lapse.producers.GuestInput;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.HostEventSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

class ProfileSourceTest extends HostEventSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new ProfileSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return GuestInput.of(Format.PROFILE, file);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        "{\"guest\": \"vm1\", \"clocksource\": \"tsc\", \"tsc_khz\": 2445406,",
        " \"taken_realtime_ns\": 1795382968795226323, \"taken_monotonic_ns\": 21424087875,",
        " \"taken_boottime_ns\": 21424088326, \"tai_offset_s\": 37,",
        " \"timers\": [",
        "  {\"id\": \"t\", \"kind\": \"timerfd\", \"clock\": \"tai\", \"expires_ns\": 5}",
        " ]}");
  }

  /** A profile, and an inventory. */
  @Override
  protected int eventCount() {
    return 2;
  }

  @Override
  protected String expectation() {
    return "a profile, one JSON object";
  }
}
