package io.lapse.cli.guest;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.text.Durations;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.GuestService;
import io.lapse.guestconsumer.GuestSight;
import io.lapse.guestconsumer.GuestWatch;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.ledger.time.TaiClock;
import io.lapse.producers.tai.SystemTaiClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse guest}: stands in for guests, or looks on at one. */
@Command(
    name = "guest",
    mixinStandardHelpOptions = true,
    description = {
      "Stands in for guests: follows their notices, lets each guest's kernel react, and publishes"
          + " what it did. Runs until it is stopped.",
      "With --guest it looks on at one guest instead: it reacts to nothing, and disturbs no"
          + " consumer that is at work."
    })
public final class GuestCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  /** Set by the launcher: whether standard output is one. */
  private static final String TERMINAL = "lapse.terminal";

  @Spec private CommandSpec spec;

  @Option(
      names = "--properties",
      required = true,
      paramLabel = "FILE",
      description = "Kafka-style properties: bootstrap.servers, guests, http.port, ...")
  private Path properties;

  @Option(
      names = "--guest",
      paramLabel = "ID",
      description = "Shows this guest's clocks, NTP state and timers, live on a terminal.")
  private @Nullable String guest;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "1s",
      description = "With --guest: how often it is drawn anew. Default: ${DEFAULT-VALUE}.")
  private String every = "1s";

  @Option(
      names = "--once",
      description = "With --guest: prints it once. So it does where there is no terminal.")
  private boolean once;

  @Option(names = "--json", description = "With --guest: prints one JSON object, once.")
  private boolean json;

  private final TaiClock clock = new SystemTaiClock();

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public GuestCommand() {}

  @Override
  public Integer call() {
    if (guest == null && (once || json)) {
      throw new ParameterException(spec.commandLine(), "--once and --json need --guest");
    }
    Duration interval = interval();
    GuestConsumerConfig config = config();
    try {
      return guest == null ? standIn(config) : watch(config, guest, interval);
    } catch (KafkaException e) {
      throw new Failure(properties + ": " + e.getMessage(), e);
    }
  }

  private Duration interval() {
    try {
      return Duration.ofNanos(Math.max(1, Durations.nanos(every)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--every: " + e.getMessage(), e);
    }
  }

  private GuestConsumerConfig config() {
    try {
      return GuestConsumerConfig.read(properties);
    } catch (ConfigException e) {
      throw new ParameterException(
          spec.commandLine(), "--properties: " + properties + ": " + e.getMessage(), e);
    }
  }

  private int standIn(GuestConsumerConfig config) {
    PrintWriter err = spec.commandLine().getErr();
    try (GuestService service = GuestService.connect(config, ReactionListener.NONE)) {
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "close-guest"));
      err.println("guest: standing in for guests; stop it with Ctrl-C");
      service.run();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new Failure(properties + ": http.host, http.port: " + e.getMessage(), e);
    }
  }

  private int watch(GuestConsumerConfig config, String name, Duration interval) {
    PrintWriter out = spec.commandLine().getOut();
    try (GuestWatch watch = GuestWatch.connect(config, name)) {
      while (!watch.isCaughtUp()) {
        watch.poll(POLL);
      }
      if (once || json || !Boolean.getBoolean(TERMINAL)) {
        GuestSight sight = watch.at(clock.now());
        out.print(json ? GuestJson.write(sight) + "\n" : GuestScreen.render(sight));
        return ExitCode.OK;
      }
      draw(watch, interval, out);
      return ExitCode.OK;
    }
  }

  /** Until the process is stopped. */
  private void draw(GuestWatch watch, Duration interval, PrintWriter out) {
    while (!out.checkError()) {
      out.print(CLEAR + GuestScreen.render(watch.at(clock.now())));
      out.flush();
      long nextNanos = System.nanoTime() + interval.toNanos();
      for (long left = interval.toNanos(); left > 0; left = nextNanos - System.nanoTime()) {
        watch.poll(Duration.ofNanos(left));
      }
    }
  }
}
