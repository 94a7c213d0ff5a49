package io.lapse.producers.chrony;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.GuestEnvelopes;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;
import java.util.Optional;

/** A file of lines of {@code chronyc -c tracking} in a guest: each is a clock observation. */
public final class ChronySource implements HostEventSource {
  private final GuestEnvelopes envelopes;
  private final SourceFile file;

  /** The file that {@code input} names, with its guest. */
  public ChronySource(SourceInput input) {
    this.envelopes = new GuestEnvelopes(input);
    this.file = new SourceFile(input, "lines of chronyc -c tracking", LineForm.TEXT);
  }

  @Override
  public void read(Sink sink) {
    file.read(sink, line -> take(line, sink));
  }

  private boolean take(Line line, Sink sink) throws MalformedException {
    TrackingLine tracking = TrackingLine.parse(line.text());
    Optional<String> whyNothing = tracking.whyNothing();
    if (whyNothing.isPresent()) {
      sink.report(
          Problem.warning(
              line.where(),
              "chrony was not synchronised, " + whyNothing.get() + ": no clock observation"));
    } else {
      sink.accept(observation(tracking), line.where());
    }
    return true;
  }

  private GuestEvent observation(TrackingLine tracking) throws MalformedException {
    Envelope envelope = envelopes.at(tracking.at().utcNanos(), tracking.at().stepNanos());
    try {
      return new GuestEvent.ClockObservation(
          envelope, tracking.offsetNanos(), tracking.errorNanos(), tracking.leapStatus());
    } catch (ArithmeticException e) {
      throw new MalformedException("Root delay and Root dispersion must fit into 64 bits of ns");
    }
  }
}
