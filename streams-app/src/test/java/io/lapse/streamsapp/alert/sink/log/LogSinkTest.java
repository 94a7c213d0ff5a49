package io.lapse.streamsapp.alert.sink.log;

import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.AlertSinkContract;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class LogSinkTest extends AlertSinkContract {
  private static final Logger LOGGER = (Logger) LogManager.getLogger(LogSink.class);

  private final AlertSink sink = new LogSink();
  private final Lines lines = new Lines();

  /** What was logged. */
  private static final class Lines extends AbstractAppender {
    private final List<String> states = new CopyOnWriteArrayList<>();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      String guest = event.getContextData().getValue("guestId");
      String state = event.getContextData().getValue("state");
      boolean isLoud = event.getLevel().equals(Level.WARN);
      states.add(
          guest + " " + state + (isLoud == state.equals("OPENED") ? "" : " at a wrong level"));
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    Configurator.setLevel(LogSink.class, Level.INFO);
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void end() {
    LOGGER.removeAppender(lines);
  }

  @Override
  protected AlertSink sink() {
    return sink;
  }

  @Override
  protected List<String> taken() {
    return lines.states;
  }
}
