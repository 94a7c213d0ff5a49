package io.lapse.producers.libvirt;

import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A job-completed, line by line: of its fields only those that tell of a migration are kept. */
final class JobRecord {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Set<String> KEPT = Set.of("operation", "downtime", "success");
  private static final Pattern FIELD = Pattern.compile("\\t([^:\\t]+): (.*)");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

  private final TaiInstant at;
  private final Location where;
  private final String domain;
  private final Map<String, String> fields = new LinkedHashMap<>();

  /** The job whose first line stands at {@code where}. */
  JobRecord(TaiInstant at, Location where, String domain) {
    this.at = at;
    this.where = where;
    this.domain = domain;
  }

  TaiInstant at() {
    return at;
  }

  Location where() {
    return where;
  }

  String domain() {
    return domain;
  }

  /** Takes one of its lines. */
  void add(String line) throws MalformedException {
    var parts = FIELD.matcher(line);
    if (!parts.matches()) {
      throw new MalformedException(
          "cut off: expected a field of a job, NAME: VALUE, found: "
              + MalformedException.excerpt(line.strip()));
    }
    String name = parts.group(1);
    if (!KEPT.contains(name)) {
      return;
    }
    String value = parts.group(2).strip();
    if (!name.equals("success") && !isCount(value)) {
      throw new MalformedException(
          "a job's "
              + name
              + " must be a whole number, 0 or more: "
              + MalformedException.excerpt(value));
    }
    fields.put(name, value.length() > 18 ? "" : value);
  }

  private static boolean isCount(String value) {
    return WHOLE.matcher(value).matches()
        && Long.parseLong(value) <= Long.MAX_VALUE / NANOS_PER_MILLI;
  }

  /** Which end of a migration it was; null for any other job. */
  @Nullable MigrationRole role() {
    return switch (fields.getOrDefault("operation", "")) {
      case "4" -> MigrationRole.DESTINATION;
      case "5" -> MigrationRole.SOURCE;
      default -> null;
    };
  }

  /** Only a job that failed says how it went. */
  MigrationStatus status() {
    return switch (fields.getOrDefault("success", "1")) {
      case "0", "no" -> MigrationStatus.FAILED;
      default -> MigrationStatus.COMPLETED;
    };
  }

  /** For how long the guest stood still, as libvirt has it, in ns; null if it does not say. */
  @Nullable Long downtimeNanos() {
    String millis = fields.get("downtime");
    return millis == null ? null : Long.parseLong(millis) * NANOS_PER_MILLI;
  }

  ReaderMemory memory() {
    ReaderMemory kept = ReaderMemory.empty();
    fields.forEach(kept::put);
    return ReaderMemory.empty()
        .put("at_tai_ns", at.nanos())
        .put("line", where.line())
        .put("domain", domain)
        .put("fields", kept);
  }

  static JobRecord of(ReaderMemory memory, String path) {
    JobRecord job =
        new JobRecord(
            new TaiInstant(memory.number("at_tai_ns")),
            new Location(path, memory.number("line")),
            memory.text("domain"));
    ReaderMemory kept = memory.inner("fields");
    kept.names().forEach(name -> job.fields.put(name, kept.text(name)));
    return job;
  }
}
