package io.lapse.streamsapp.alert.sink.log;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Severity;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.alert.AlertMessage;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.Delivery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line of the log for each alert that opens or is over. */
public final class LogSink implements AlertSink {
  public static final String NAME = "log";

  private static final Logger LOG = LoggerFactory.getLogger(LogSink.class);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int batchMax() {
    return 100;
  }

  @Override
  public @Nullable Duration resend() {
    return null;
  }

  @Override
  public Delivery deliver(List<AlertMessage> messages) {
    messages.forEach(LogSink::say);
    return new Delivery.Delivered();
  }

  private static void say(AlertMessage message) {
    Alert alert = message.said();
    boolean isQuiet = message.isResolved() || alert.severity() == Severity.INFO;
    LOG.atLevel(isQuiet ? Level.INFO : Level.WARN)
        .addKeyValue("state", alert.state())
        .addKeyValue("violation", alert.violation())
        .addKeyValue("severity", alert.severity())
        .addKeyValue("guestId", alert.guest())
        .addKeyValue("zone", message.zone())
        .addKeyValue("outageId", alert.outageId())
        .addKeyValue("at", UtcScale.toInstant(alert.at()))
        .addKeyValue("toutNanos", alert.toutNanos())
        .addKeyValue("sourceHost", alert.sourceHost())
        .addKeyValue("destinationHost", alert.destinationHost())
        .addKeyValue("party", alert.party())
        .addKeyValue("certain", alert.certain())
        .addKeyValue("policy", alert.policy())
        .addKeyValue("alertId", alert.alertId())
        .log("alert");
  }
}
