package io.lapse.producers.libvirt;

import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What virsh printed of a host's domains, from the first line on or as it goes on. */
public final class LibvirtLog implements LogReader {
  /** How many words or names are remembered, so that each is warned of once. */
  private static final int REMEMBERED_MAX = 20;

  private static final int NAMED_MAX = 5;

  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private final Domains domains;

  /** The guests that are there, but were not asked for. */
  private final TreeSet<String> others = new TreeSet<>();

  /** The words that were warned of. */
  private final TreeSet<String> unknown = new TreeSet<>();

  /** Whether anything was said of the guest that was asked for. */
  private boolean met;

  private @Nullable JobRecord job;

  /** Whether a word of some domain waits for another. */
  private boolean someWait;

  private LibvirtLog(SourceInput input, HostEventSource.Sink sink, Domains domains) {
    this.input = input;
    this.sink = sink;
    this.domains = domains;
    this.someWait = !domains.waiting().isEmpty();
  }

  /**
   * A log that is read from its beginning, or goes on.
   *
   * @param text the memory of the reader before; null if this is the first line
   */
  public static LibvirtLog open(
      SourceInput input, HostEventSource.Sink sink, @Nullable String text) {
    if (text == null) {
      return new LibvirtLog(input, sink, new Domains());
    }
    ReaderMemory memory = ReaderMemory.parse(text);
    LibvirtLog log = new LibvirtLog(input, sink, Domains.of(memory.inner("domains"), input.path()));
    log.others.addAll(memory.texts("others"));
    log.unknown.addAll(memory.texts("unknown"));
    log.met = memory.flag("met");
    if (memory.has("job")) {
      log.job = JobRecord.of(memory.inner("job"), input.path());
    }
    return log;
  }

  @Override
  public String memory() {
    ReaderMemory memory =
        ReaderMemory.empty()
            .put("met", met)
            .put("others", new ArrayList<>(others))
            .put("unknown", new ArrayList<>(unknown))
            .put("domains", domains.memory());
    if (job != null) {
      memory.put("job", job.memory());
    }
    return memory.toString();
  }

  @Override
  public void take(Line line) throws MalformedException {
    String text = line.text();
    if (VirshLine.isContinuation(text)) {
      if (job != null) {
        job.add(text);
      }
      return;
    }
    endJob();
    if (VirshLine.isRemark(text)) {
      return;
    }
    VirshLine event = VirshLine.parse(text);
    settleUntil(event.at());
    if (isAskedFor(event.domain())) {
      take(event, line.where());
    }
  }

  private boolean isAskedFor(String domain) {
    if (domain.isEmpty()) {
      return false;
    }
    if (input.guest() == null || input.guest().equals(domain)) {
      met = true;
      return true;
    }
    if (!met && others.size() < REMEMBERED_MAX) {
      others.add(domain);
    }
    return false;
  }

  private void take(VirshLine event, Location where) {
    Domain domain = domains.of(event.domain());
    Teller teller = teller(event.domain(), event.at(), where);
    switch (event.event()) {
      case "lifecycle" -> lifecycle(event, domain, where);
      case "reboot" -> {
        settle(event.domain(), domain, event.at());
        teller.reset();
      }
      case "migration-iteration" -> {
        settle(event.domain(), domain, event.at());
        domain.iterated(event.says().endsWith("'1'"), teller);
      }
      case "job-completed" -> job = new JobRecord(event.at(), where, event.domain());
      default -> {
        // rtc-change, watchdog.
        settle(event.domain(), domain, event.at());
        domain.showsThatItRan(event.at());
      }
    }
  }

  private void lifecycle(VirshLine line, Domain domain, Location where) {
    int end = line.says().indexOf(' ');
    String event = end < 0 ? line.says() : line.says().substring(0, end);
    String detail = end < 0 ? "" : line.says().substring(end + 1);
    if (!Detail.isKnown(event, detail)) {
      warnOnce(Detail.isKnown(event), event, line.says(), where);
    }
    TaiInstant at = line.at();
    Teller teller = teller(line.domain(), at, where);
    switch (event) {
      case "Suspended", "Resumed", "Started", "Stopped", "Shutdown", "PMSuspended", "Crashed" -> {
        Waiting waiting = domain.waiting();
        boolean told =
            waiting != null
                && domain.settle(
                    event.equals("Started") ? detail : null,
                    at,
                    teller(line.domain(), waiting.at(), waiting.where()));
        if (!told) {
          move(domain, event, detail, at, where, teller);
        }
        someWait |= domain.waiting() != null;
      }
      case "Undefined" -> domains.forgetIfOff(line.domain());
      default -> {
        // Defined, or a word of a later libvirt.
      }
    }
  }

  private static void move(
      Domain domain, String event, String detail, TaiInstant at, Location where, Teller teller) {
    switch (event) {
      case "Suspended" -> domain.suspended(detail, at, teller);
      case "Resumed" -> domain.resumed(detail, at, where, teller);
      case "Started" -> domain.started(detail, at, teller);
      case "Stopped" -> domain.stopped(detail, at, teller);
      case "Shutdown" -> domain.shutDown(at, teller);
      case "PMSuspended" -> {
        // Asleep on disk is off: its kernel boots, and loads its own memory.
        if (!detail.equals("Disk")) {
          domain.fellAsleep(at, teller);
        }
      }
      default -> {
        if (detail.equals("Panicked")) {
          domain.panicked(at);
        }
      }
    }
  }

  private void warnOnce(boolean isEventKnown, String event, String says, Location where) {
    if (unknown.size() >= REMEMBERED_MAX || !unknown.add(MalformedException.excerpt(says))) {
      return;
    }
    String consequence =
        isEventKnown
            ? ": it is taken as " + event + " alone"
            : ": it is left out; expected Started, Suspended, Resumed, Stopped, ... in English"
                + " (LC_ALL=C)";
    sink.report(
        Problem.warning(
            where,
            "a lifecycle event that is not known, "
                + MalformedException.excerpt(says)
                + consequence));
  }

  /** A word that waited for more than a second was all. */
  private void settleUntil(TaiInstant now) {
    if (!someWait) {
      return;
    }
    for (Map.Entry<String, Domain> each : domains.waiting()) {
      Waiting waiting = each.getValue().waiting();
      if (waiting != null && !waiting.isNear(now)) {
        settle(each.getKey(), each.getValue(), now);
      }
    }
    someWait = !domains.waiting().isEmpty();
  }

  private void settle(String name, Domain domain, TaiInstant now) {
    Waiting waiting = domain.waiting();
    if (waiting != null) {
      domain.settle(null, now, teller(name, waiting.at(), waiting.where()));
    }
  }

  private void endJob() {
    JobRecord ended = job;
    job = null;
    MigrationRole role = ended == null ? null : ended.role();
    if (ended == null || role == null) {
      return;
    }
    MigrationStatus status = ended.status();
    Domain domain = domains.of(ended.domain());
    boolean whole =
        status == MigrationStatus.COMPLETED && domain.isDowntimeWhole(role == MigrationRole.SOURCE);
    teller(ended.domain(), ended.at(), ended.where())
        .migration(status, role, whole ? ended.downtimeNanos() : null);
  }

  @Override
  public void end() {
    endJob();
    for (Map.Entry<String, Domain> each : domains.waiting()) {
      settle(each.getKey(), each.getValue(), new TaiInstant(0));
    }
    if (!met && !others.isEmpty()) {
      List<String> names =
          others.stream().limit(NAMED_MAX).map(MalformedException::excerpt).toList();
      sink.report(
          Problem.warning(
              new Location(input.path(), 0),
              "nothing is said of domain "
                  + MalformedException.excerpt(String.valueOf(input.guest()))
                  + ": expected its name, found "
                  + String.join(", ", names)
                  + (others.size() > NAMED_MAX ? ", ..." : "")));
    }
  }

  private Teller teller(String guest, TaiInstant at, Location where) {
    return new Teller(input, sink, guest, at, where);
  }
}
