package io.lapse.streamsapp.quarantine;

import io.lapse.streamsapp.account.RefusedOutputs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that cannot be published takes its transaction with it: Kafka commits none of which a
 * part was refused. So nothing is ever passed over here, and nothing goes to quarantine from here.
 *
 * <p>Where it is too large, or cannot be encoded, it is remembered: its input comes again, and is
 * set aside before anything of it is kept. A state, or what is in quarantine already, has no such
 * way out: the thread stops until an operator has changed the topic.
 */
public final class QuarantineProductionHandler implements ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineProductionHandler.class);

  private RefusedOutputs refusedOutputs;

  /** Kafka makes it by reflection, and configures it before use. */
  @SuppressWarnings("NullAway.Init")
  public QuarantineProductionHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    if (!(configs.get(RefusedOutputs.CONFIG) instanceof RefusedOutputs given)) {
      throw new IllegalArgumentException(RefusedOutputs.CONFIG + " must be given");
    }
    refusedOutputs = given;
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> refused, Exception cause) {
    if (cause instanceof RetriableException) {
      return Response.retry();
    }
    int bytes = length(refused.key()) + length(refused.value());
    boolean isSetAside =
        cause instanceof RecordTooLargeException
            && refused.key() != null
            && refusedOutputs.tooLarge(
                new String(refused.key(), StandardCharsets.UTF_8), refused.topic(), bytes);
    LOG.atError()
        .addKeyValue("topic", refused.topic())
        .addKeyValue("bytes", bytes)
        .addKeyValue("reason", cause.getMessage())
        .log(
            isSetAside
                ? "output is too large for its topic; its input comes again, for quarantine"
                : "topic refused a record; it must be changed before the ledger can go on");
    return Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // As Kafka declares it.
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord unencodable,
      Exception cause,
      SerializationExceptionOrigin origin) {
    boolean isSetAside =
        unencodable.key() instanceof String guest
            && refusedOutputs.unencodable(guest, unencodable.topic());
    LOG.atError()
        .addKeyValue("topic", unencodable.topic())
        .addKeyValue("origin", origin)
        .setCause(cause)
        .log(
            isSetAside
                ? "output cannot be encoded; its input comes again, for quarantine"
                : "record cannot be encoded");
    return Response.fail();
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
