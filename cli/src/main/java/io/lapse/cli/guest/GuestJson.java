package io.lapse.cli.guest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.cli.emulate.KernelJson;
import io.lapse.guestconsumer.GuestSight;
import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.timer.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One guest as a JSON object on one line. */
final class GuestJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int TIMERS_MAX = 100;

  private GuestJson() {}

  static String write(GuestSight sight) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("guest", sight.guest());
      json.writeNumberField("at_tai_ns", sight.at().nanos());
      notice(json, sight.notice());
      reaction(json, sight.reaction());
      kernel(json, sight.kernel());
      json.writeStringField("trouble", sight.trouble());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return line.toString();
  }

  private static void notice(JsonGenerator json, @Nullable Notice notice) throws IOException {
    if (notice == null) {
      json.writeNullField("notice");
      return;
    }
    json.writeObjectFieldStart("notice");
    json.writeStringField("outage_id", notice.outageId());
    json.writeNumberField("notice_sequence", notice.noticeSequence());
    json.writeNumberField("restarted_tai_ns", notice.restartedAt().nanos());
    number(json, "tout_ns", notice.toutNanos());
    number(json, "tout_error_ns", notice.toutErrorNanos());
    json.writeNumberField("compensated_ns", notice.compensatedNanos());
    json.writeNumberField("slept_ns", notice.sleptNanos());
    json.writeNumberField("remaining_ns", notice.remainingNanos());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void reaction(JsonGenerator json, GuestEvent.@Nullable Reacted reaction)
      throws IOException {
    if (reaction == null) {
      json.writeNullField("reaction");
      return;
    }
    json.writeObjectFieldStart("reaction");
    json.writeNumberField("at_tai_ns", reaction.stamp().at().nanos());
    json.writeNumberField("injected_ns", reaction.injectedNanos());
    json.writeBooleanField("as_sleep", reaction.asSleep());
    json.writeBooleanField("ntp_reset", reaction.ntpReset());
    number(json, "cancelled_timers", reaction.cancelledTimers());
    json.writeEndObject();
  }

  private static void kernel(JsonGenerator json, @Nullable GuestKernel kernel) throws IOException {
    if (kernel == null) {
      json.writeNullField("clocks");
      json.writeNullField("ntp");
      json.writeNullField("timers");
      return;
    }
    KernelJson.clocks(json, kernel.clocks());
    KernelJson.ntp(json, kernel.ntp());
    json.writeArrayFieldStart("timers");
    for (ArmedTimer armed : kernel.nextTimers(TIMERS_MAX)) {
      json.writeStartObject();
      json.writeStringField("id", armed.timer().id());
      json.writeStringField("base", armed.timer().base().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("due_in_ns", armed.dueInNanos());
      json.writeNumberField("interval_ns", armed.timer().intervalNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
