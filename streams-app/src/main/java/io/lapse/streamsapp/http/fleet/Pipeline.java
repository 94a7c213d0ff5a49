package io.lapse.streamsapp.http.fleet;

import io.lapse.telemetry.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this instance's own work stands. Asked anew each time, by any thread. */
public interface Pipeline {
  /** Kafka Streams' state. */
  String state();

  /** As readiness has them, and more. */
  List<Health.Finding> checks();

  /** What this instance's partitions have yet to read, in offsets; null if that is not known. */
  @Nullable Long lagRecords();

  /** Inputs that went to quarantine since the start of this instance. */
  long quarantined();

  /** Clients that listen for changes. */
  int openStreams();
}
