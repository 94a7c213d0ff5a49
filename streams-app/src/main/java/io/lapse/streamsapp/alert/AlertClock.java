package io.lapse.streamsapp.alert;

/** What the sinks know of time. The two clocks are not comparable. */
public interface AlertClock {
  /** This machine's, by which alerts are old, in ms since 1970-01-01T00:00:00Z. */
  long utcMillis();

  /** One that no administrator sets, by which is waited, in ms since some instant. */
  long steadyMillis();

  /** The system's. */
  static AlertClock system() {
    return new AlertClock() {
      @Override
      public long utcMillis() {
        return System.currentTimeMillis();
      }

      @Override
      public long steadyMillis() {
        return System.nanoTime() / 1_000_000;
      }
    };
  }
}
