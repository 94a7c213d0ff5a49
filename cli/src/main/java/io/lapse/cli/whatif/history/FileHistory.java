package io.lapse.cli.whatif.history;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.Sources;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.codec.InputLimits;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serializer;

/** Recorded inputs: each file is a part. */
public final class FileHistory {
  private FileHistory() {}

  /**
   * What a manifest lists.
   *
   * @param sources as the user named them
   */
  public static History of(Manifest manifest, List<String> sources) {
    Findings.Collector before = new Findings.Collector();
    for (Problem problem : manifest.problems()) {
      before.report(problem);
      if (problem.severity() == Problem.Severity.REFUSED && problem.line() > 0) {
        // An entry of a manifest stands for a file.
        before.missing(problem.toString());
      }
    }
    List<Part> parts = new ArrayList<>();
    long bytes = 0;
    for (SourceInput input : manifest.inputs()) {
      parts.add(new FilePart(input));
      bytes += input.file().toFile().length();
    }
    return new History(sources, parts, true, bytes, before.findings());
  }

  /** One file. */
  record FilePart(SourceInput input) implements Part {
    @Override
    public Findings read(Consumer<LedgerInput> events) {
      Findings.Collector found = new Findings.Collector();
      Sources.of(input).read(new Sink(events, found));
      return found.findings();
    }
  }

  /** As elsewhere, an event must be such that a topic takes it. */
  private record Sink(Consumer<LedgerInput> events, Findings.Collector found)
      implements HostEventSource.Sink {
    private static final int TIMER_BYTES_MAX = 64;

    @Override
    public void accept(LedgerInput input, Location where) {
      if (input instanceof GuestEvent.Inventory inventory && mayBeTooLarge(inventory)) {
        int bytes = bytes(inventory);
        if (bytes > InputLimits.RECORD_BYTES_MAX) {
          found.report(
              Problem.refused(
                  where,
                  "an event must be at most "
                      + InputLimits.RECORD_BYTES_MAX
                      + " bytes on a topic: "
                      + bytes));
          return;
        }
      }
      events.accept(input);
    }

    private static boolean mayBeTooLarge(GuestEvent.Inventory inventory) {
      long bytes = 0;
      for (ArmedTimer timer : inventory.timers()) {
        bytes += TIMER_BYTES_MAX + 3L * timer.id().length();
      }
      return bytes > InputLimits.RECORD_BYTES_MAX / 2;
    }

    private static int bytes(GuestEvent.Inventory inventory) {
      String topic = Topics.standard().guestEvents().name();
      Serializer<GuestEvent> writer = Topics.standard().guestEvents().valueSerde().serializer();
      return writer.serialize(topic, inventory).length;
    }

    @Override
    public void report(Problem problem) {
      found.report(problem);
    }
  }
}
