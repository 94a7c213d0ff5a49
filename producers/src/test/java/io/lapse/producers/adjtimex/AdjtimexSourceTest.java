package io.lapse.producers.adjtimex;

import io.lapse.producers.GuestInput;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

class AdjtimexSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new AdjtimexSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return GuestInput.of(Format.ADJTIMEX, file);
  }

  /** A reading of each form. */
  @Override
  protected List<String> goodLines() {
    return List.of(
        "         mode: 0",
        "       offset: -123456",
        "    frequency: 809042",
        "     maxerror: 14500",
        "     esterror: 321",
        "       status: 8193",
        "time_constant: 7",
        "    precision: 1",
        "    tolerance: 32768000",
        "         tick: 10000",
        "     raw time:  1795580271s 64633123ns = 1795580271.064633123",
        "ntp_gettime() returns code 0 (OK)",
        "  time eeb0dff9.108bd000 2026-11-25T04:18:01.064Z, (.064633),",
        "  maximum error 14500 us, estimated error 321 us, TAI offset 0",
        "ntp_adjtime() returns code 0 (OK)",
        "  modes 0x0 (),",
        "  offset -123.000 us, frequency 12.345 ppm, interval 1 s,",
        "  maximum error 14500 us, estimated error 321 us,",
        "  status 0x1 (PLL),",
        "  time constant 7, precision 1.000 us, tolerance 500 ppm,",
        "{\"realtime_ns\":1795580291000000005,\"offset\":5,\"maxerror\":500,\"status\":8193}");
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  /** The JSON. */
  @Override
  protected int eventLine() {
    return 20;
  }

  @Override
  protected String expectation() {
    return "readings of adjtimex --print, of ntptime, or JSON lines";
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of text";
  }
}
