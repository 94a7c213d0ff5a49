package io.lapse.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Where a part's metrics are kept: its own, and those of the Java virtual machine. */
public final class Meters {
  /** The environment of an image has it; a jar of the same sources is the same at each commit. */
  private static final String COMMIT = "LAPSE_COMMIT";

  private static final String UNKNOWN = "unknown";

  private Meters() {}

  /**
   * A registry that already watches the Java virtual machine.
   *
   * @param filters what the part leaves out, or names otherwise
   */
  @SuppressWarnings("resource")
  public static PrometheusMeterRegistry create(MeterFilter... filters) {
    PrometheusMeterRegistry meters = new BaseUnits();
    for (MeterFilter filter : filters) {
      meters.config().meterFilter(filter);
    }
    new ClassLoaderMetrics().bindTo(meters);
    // It listens for as long as the process lives.
    new JvmGcMetrics().bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    Gauge.builder("lapse.build.info", () -> 1)
        .description("Always 1; the labels say which build this is.")
        .tag("version", version())
        .tag("commit", System.getenv().getOrDefault(COMMIT, UNKNOWN))
        .register(meters);
    return meters;
  }

  /** As the jar states it; a build that is run from its classes states none. */
  private static String version() {
    String version = Meters.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }
}
