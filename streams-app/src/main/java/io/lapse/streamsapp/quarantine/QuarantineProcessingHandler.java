package io.lapse.streamsapp.quarantine;

import io.lapse.streamsapp.account.FoldFailedException;
import io.lapse.streamsapp.account.Reason;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record on which the fold itself fails goes to quarantine: one guest must not stop the fleet.
 * That is our own bug, and is logged as an error with its trace.
 *
 * <p>Any other failure stops the thread, and its transaction with it. The state may already be kept
 * then: to go on would lose for good what follows from the record, because the same record, sent
 * again, is a duplicate.
 */
public final class QuarantineProcessingHandler implements ProcessingExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineProcessingHandler.class);

  private QuarantineTopic quarantine;

  /** Kafka makes it by reflection, and configures it before use. */
  @SuppressWarnings("NullAway.Init")
  public QuarantineProcessingHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    quarantine = new QuarantineTopic(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> processed, Exception cause) {
    if (!(cause instanceof FoldFailedException)) {
      return Response.fail();
    }
    LOG.atError()
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .setCause(cause)
        .log("quarantined record that could not be processed");
    return Response.resume(
        quarantine.record(
            context, context.sourceRawKey(), context.sourceRawValue(), Reason.PROCESSING, cause));
  }
}
