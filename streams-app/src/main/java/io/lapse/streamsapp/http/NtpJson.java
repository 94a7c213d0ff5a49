package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.query.NtpCurve;
import io.lapse.streamsapp.query.Reading.Found;

/** The curve of a guest's NTP state. */
final class NtpJson {
  private static final String METHOD =
      "The NTP state of an emulated Linux kernel, of what is not sealed of the books. Each restart"
          + " ends with a reset of NTP (UNSYNCHRONISED, 16 s): when the guest's reaction says so if"
          + " the books have one, else after reaction_delay_ns of the outage's policy. A clock"
          + " observation with status synchronised sets time_maxerror to its offset and error"
          + " together; one with another status, UNSYNCHRONISED. It grows by 500 us a second while"
          + " the guest runs, and by as much over an advance of the counter; at 16 s the kernel is"
          + " UNSYNCHRONISED. Not known: what the guest's NTP daemon did between its observations,"
          + " and all before the first point.";

  private NtpJson() {}

  static String of(Found found, NtpCurve curve) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("source", SourceJson.of(found.source()));
    TaiInstant sealed = found.guest().sealedUpTo();
    body.put("sealed_up_to_tai_ns", sealed == null ? null : (Long) sealed.nanos());
    ArrayNode points = body.putArray("points");
    for (NtpCurve.Point point : curve.points()) {
      ObjectNode corner = points.addObject();
      corner.put("at_tai_ns", point.at().nanos());
      corner.put("maxerror_ns", point.maxErrorNanos());
      corner.put("state", point.state().name());
      corner.put("cause", point.cause());
    }
    body.put("method", METHOD);
    return body + "\n";
  }
}
