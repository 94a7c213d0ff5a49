package io.lapse.streamsapp.quarantine;

import io.lapse.streamsapp.account.Reason;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undecodable bytes go to quarantine, in the transaction that moves past them. */
public final class QuarantineDeserializationHandler implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineDeserializationHandler.class);

  private QuarantineTopic quarantine;

  /** Kafka makes it by reflection, and configures it before use. */
  @SuppressWarnings("NullAway.Init")
  public QuarantineDeserializationHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    quarantine = new QuarantineTopic(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> undecodable, Exception cause) {
    LOG.atWarn()
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .log("quarantined undecodable record");
    return Response.resume(
        quarantine.record(
            context, undecodable.key(), undecodable.value(), Reason.UNDECODABLE, cause));
  }
}
