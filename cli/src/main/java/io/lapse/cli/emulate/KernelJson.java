package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clocks;
import java.io.IOException;

/** What a kernel shows, in JSON. */
public final class KernelJson {
  private KernelJson() {}

  /** {@code "clocks": {...}}. */
  public static void clocks(JsonGenerator json, Clocks clocks) throws IOException {
    json.writeObjectFieldStart("clocks");
    json.writeNumberField("realtime_ns", clocks.realtimeNanos());
    json.writeNumberField("monotonic_ns", clocks.monotonicNanos());
    json.writeNumberField("boottime_ns", clocks.boottimeNanos());
    json.writeNumberField("tai_ns", clocks.taiNanos());
    json.writeNumberField("monotonic_raw_ns", clocks.monotonicRawNanos());
    json.writeEndObject();
  }

  /** {@code "ntp": {...}}, by the names of adjtimex. */
  public static void ntp(JsonGenerator json, AdjtimexReply ntp) throws IOException {
    json.writeObjectFieldStart("ntp");
    json.writeNumberField("status", ntp.status());
    json.writeNumberField("maxerror", ntp.maxError());
    json.writeNumberField("esterror", ntp.estError());
    json.writeNumberField("offset", ntp.offset());
    json.writeNumberField("freq", ntp.freq());
    json.writeNumberField("tick", ntp.tick());
    json.writeNumberField("tai", ntp.taiOffsetSeconds());
    json.writeNumberField("constant", ntp.constant());
    json.writeNumberField("return", ntp.timeState());
    json.writeEndObject();
  }
}
