package io.lapse.streamsapp;

import io.lapse.streamsapp.http.fleet.ChangeStream;
import io.lapse.streamsapp.http.fleet.Pipeline;
import io.lapse.streamsapp.query.Books;
import io.lapse.streamsapp.query.InstanceView.Copy;
import io.lapse.streamsapp.query.Role;
import io.lapse.telemetry.Health;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The pipeline of a running ledger. */
record LedgerPipeline(
    KafkaStreams streams,
    Books books,
    Health health,
    LongSupplier quarantines,
    ChangeStream changes)
    implements Pipeline {
  @Override
  public String state() {
    return streams.state().name();
  }

  @Override
  public List<Health.Finding> checks() {
    return health.look();
  }

  @Override
  public @Nullable Long lagRecords() {
    long sum = 0;
    for (Copy copy : books.here().copies()) {
      if (copy.role() == Role.ACTIVE) {
        Long lag = copy.lagRecords();
        if (lag == null) {
          return null;
        }
        sum += lag;
      }
    }
    return sum;
  }

  @Override
  public long quarantined() {
    return quarantines.getAsLong();
  }

  @Override
  public int openStreams() {
    return changes.open();
  }
}
