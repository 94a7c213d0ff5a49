package io.lapse.producers.timerlist;

import io.lapse.producers.GuestInput;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class TimerListSourceTest extends LineSourceContract {
  private static final int SAMPLE_LINES = TimerListText.sample(0).size();

  @Override
  protected HostEventSource source(SourceInput input) {
    return new TimerListSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return GuestInput.of(Format.TIMER_LIST, file);
  }

  @Override
  protected List<String> goodLines() {
    List<String> lines = new ArrayList<>(TimerListText.sample(TimerListText.NOW));
    lines.addAll(TimerListText.sample(TimerListText.NOW + 3_000_000_000L));
    return lines;
  }

  @Override
  protected int eventCount() {
    return 2;
  }

  /** {@code now at}, of the second sample. */
  @Override
  protected int eventLine() {
    return SAMPLE_LINES + 2;
  }

  @Override
  protected String expectation() {
    return "a timer list, Timer List Version: ... first";
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of text; the sample that begins in line "
        + (SAMPLE_LINES + 1)
        + " is left out";
  }
}
