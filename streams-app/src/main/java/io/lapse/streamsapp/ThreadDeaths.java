package io.lapse.streamsapp;

import io.lapse.streamsapp.account.NewerStateException;
import io.lapse.streamsapp.account.RefusedOutputs;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an application whose stream thread died. */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);

  private final RefusedOutputs refusedOutputs;
  private final ThreadReplacements replacements;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ThreadDeaths(RefusedOutputs refusedOutputs, ThreadReplacements replacements) {
    this.refusedOutputs = refusedOutputs;
    this.replacements = replacements;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable cause) {
    LOG.atError().setCause(cause).log("stream thread died");
    Throwable root = rootOf(cause);
    // A new thread would not know the newer version either.
    if (!(root instanceof NewerStateException)
        && (refusedOutputs.excuse() || replacements.allow())) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.atError().addKeyValue("reason", root.getMessage()).log("ledger gives up");
    failure.set(root);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Why it gave up; null if it did not. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  /** The innermost words of ours, or else of all: Kafka wraps what it is told. */
  private static Throwable rootOf(Throwable death) {
    Throwable cause = death;
    while (cause.getCause() != null && !(cause instanceof NewerStateException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
