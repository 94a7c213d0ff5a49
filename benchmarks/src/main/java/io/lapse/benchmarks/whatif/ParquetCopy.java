package io.lapse.benchmarks.whatif;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.schemas.file.AvroEventReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of Avro files as columns in a Parquet file, in the order in which they are written.
 */
final class ParquetCopy {
  private static final List<String> FILES = List.of("host-events.avro", "guest-events.avro");

  private ParquetCopy() {}

  /**
   * Writes them.
   *
   * @return how many there are
   */
  static long write(Path fleet, Path parquet) throws IOException, SQLException {
    Path csv = parquet.resolveSibling("events.csv");
    Writer writer;
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write("guest,host,kind,migration_id,tai_ns,clock_error_ns,resolution_ns,latency_ns\n");
      writer = new Writer(out);
      for (String file : FILES) {
        AvroEventReader.read(fleet.resolve(file), null, writer);
      }
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM '%s') TO '%s' (FORMAT parquet)".formatted(csv, parquet));
    }
    Files.delete(csv);
    return writer.events;
  }

  /**
   * Pairs stops with restarts, works out Tout and its error, and counts what exceeds a threshold.
   *
   * @return how many outages there are, and how many certainly exceed it
   */
  static long[] query(Path parquet, int threads, long thresholdNanos) throws SQLException {
    String sql =
        """
        WITH ends AS (
          SELECT guest, host, kind, tai_ns, clock_error_ns + resolution_ns + latency_ns AS error_ns
          FROM '%s'
          WHERE kind IN ('Stopped', 'Restarted')),
        paired AS (
          SELECT guest, host, kind, tai_ns, error_ns,
            lead(kind) OVER next AS next_kind,
            lead(tai_ns) OVER next AS next_tai_ns,
            lead(error_ns) OVER next AS next_error_ns
          FROM ends
          WINDOW next AS (PARTITION BY guest ORDER BY tai_ns, kind DESC)),
        outages AS (
          SELECT next_tai_ns - tai_ns AS tout_ns, error_ns + next_error_ns AS tout_error_ns
          FROM paired
          WHERE kind = 'Stopped' AND next_kind = 'Restarted')
        SELECT count(*), count(*) FILTER (tout_ns - tout_error_ns >= %d), sum(tout_ns)
        FROM outages
        """
            .formatted(parquet, thresholdNanos);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      try (ResultSet result = statement.executeQuery(sql)) {
        if (!result.next()) {
          throw new IllegalStateException("a count is one row");
        }
        return new long[] {result.getLong(1), result.getLong(2)};
      }
    }
  }

  private static final class Writer implements AvroEventReader.Handler {
    private final BufferedWriter out;
    private long events;

    private Writer(BufferedWriter out) {
      this.out = out;
    }

    @Override
    public void accept(long record, LedgerInput event) {
      Stamp stamp = event.stamp();
      String line =
          String.join(
              ",",
              event.guest(),
              Objects.requireNonNullElse(event.envelope().host(), ""),
              event.getClass().getSimpleName(),
              Objects.requireNonNullElse(migrationId(event), ""),
              Long.toString(stamp.at().nanos()),
              Long.toString(stamp.clockErrorNanos()),
              Long.toString(stamp.resolutionNanos()),
              Long.toString(stamp.latencyNanos()));
      try {
        out.write(line);
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      events++;
    }

    private static @Nullable String migrationId(LedgerInput event) {
      if (event instanceof HostEvent.Stopped stopped) {
        return stopped.migrationId();
      }
      return event instanceof HostEvent.Restarted restarted ? restarted.migrationId() : null;
    }

    @Override
    public void refuse(long record, String message) {
      throw new IllegalStateException("a generated fleet is whole: " + message);
    }
  }
}
