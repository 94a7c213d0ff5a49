package io.lapse.cli.fleet;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of one guest's QEMU processes on one host, one after the other. A process that was lost
 * without a word leaves its file for good: what comes after it is in another.
 */
final class QmpLogText {
  private static final String GREETING =
      "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7},"
          + " \"package\": \"\"}, \"capabilities\": [\"oob\"]}}";

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final LogLines lines;
  private final String stem;
  private final List<String> paths = new ArrayList<>();
  private State state = State.LOST;
  private TaiInstant at = new TaiInstant(0);
  private int commands;

  private enum State {
    ALIVE,
    ENDED,
    LOST
  }

  QmpLogText(LogLines lines, String host, String guest) {
    this.lines = lines;
    this.stem = "qmp/" + host + "/" + guest;
  }

  /** The files that were written, from the first on. */
  List<String> paths() {
    return paths;
  }

  /** The stamp of what is said next. */
  QmpLogText at(TaiInstant stamp) {
    at = stamp;
    return this;
  }

  boolean isAlive() {
    return state == State.ALIVE;
  }

  /** Its host failed: a process that was there said nothing more. */
  void loseProcess() {
    state = state == State.ENDED ? State.ENDED : State.LOST;
  }

  /** A process begins that has not run its guest. */
  QmpLogText prelaunch() {
    begin("prelaunch");
    return this;
  }

  /** A process begins that waits for a guest, unless it is there. */
  QmpLogText incoming() {
    if (!isAlive()) {
      begin("inmigrate");
    }
    return this;
  }

  private void begin(String status) {
    if (state != State.ENDED) {
      paths.add(stem + (paths.isEmpty() ? "" : "." + (paths.size() + 1)) + ".log");
    }
    state = State.ALIVE;
    commands = 0;
    line(GREETING);
    reply("{}");
    reply("{\"status\": \"" + status + "\", \"singlestep\": false, \"running\": false}");
    reply("{}");
  }

  boolean shutDown() {
    event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-qmp-quit\"}");
    state = State.ENDED;
    return true;
  }

  boolean pass(int number) {
    return event("MIGRATION_PASS", "{\"pass\": " + number + "}");
  }

  boolean migration(String status) {
    return event("MIGRATION", "{\"status\": \"" + status + "\"}");
  }

  boolean event(String name) {
    line(timestamp() + ", \"event\": \"" + name + "\"}");
    return true;
  }

  boolean event(String name, String data) {
    line(timestamp() + ", \"event\": \"" + name + "\", \"data\": " + data + "}");
    return true;
  }

  private String timestamp() {
    long micros = Math.floorDiv(UtcScale.toUtcNanos(at), NANOS_PER_MICRO);
    return "{\"timestamp\": {\"seconds\": "
        + Math.floorDiv(micros, MICROS_PER_SECOND)
        + ", \"microseconds\": "
        + Math.floorMod(micros, MICROS_PER_SECOND)
        + "}";
  }

  private void reply(String value) {
    commands++;
    line("{\"return\": " + value + ", \"id\": \"libvirt-" + commands + "\"}");
  }

  private void line(String text) {
    lines.add(at, paths.get(paths.size() - 1), text + "\n");
  }
}
