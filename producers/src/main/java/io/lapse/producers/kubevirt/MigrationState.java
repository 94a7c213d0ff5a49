package io.lapse.producers.kubevirt;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.time.Stamp;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.text.PrintedInstant;
import io.lapse.schemas.codec.InputLimits;
import io.lapse.schemas.tai.UtcScale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code status.migrationState} of an object: how the last migration of a guest began and
 * ended. Evidence only: a migration may begin minutes before its guest stands still.
 *
 * <p>The beginning and a failure are told by the source, where the guest was. The success is told
 * by the destination: it belongs to the arrival there, and must not look like the next departure.
 */
final class MigrationState {
  private static final String MIGRATION = "VirtualMachineInstanceMigration";
  private static final String INSTANCE = "VirtualMachineInstance";

  /**
   * KubeVirt's controllers stamp what they notice, and promise nothing about how late that is. A
   * minute covers a busy one; nothing that is measured rests on these stamps.
   */
  private static final long LATENCY_NANOS = 60_000_000_000L;

  private final SourceInput input;

  /** The one instance that the input's guest is; null while none was seen. */
  private @Nullable String bound;

  MigrationState(SourceInput input) {
    this.input = input;
  }

  static boolean isOf(String kind) {
    return kind.equals(MIGRATION) || kind.equals(INSTANCE);
  }

  @Nullable String bound() {
    return bound;
  }

  void bind(String instance) {
    bound = instance;
  }

  /** Tells what an object of that kind says: nothing, a beginning, or a beginning and an end. */
  void read(String kind, JsonFields object, Consumer<HostEvent> events) throws MalformedException {
    JsonFields status = object.objectOrNull("status");
    JsonFields state = status == null ? null : status.objectOrNull("migrationState");
    if (state == null) {
      return;
    }
    boolean isMigration = kind.equals(MIGRATION);
    String guest = guest(isMigration, object);
    String id = state.textOrNull("migrationUid");
    if (id == null && isMigration) {
      id = required(object, "metadata").text("uid");
    }
    new Telling(guest, id, state, events).tell();
  }

  /** The name of the guest; of the input's, all objects must be of one instance. */
  private String guest(boolean isMigration, JsonFields object) throws MalformedException {
    JsonFields metadata = required(object, "metadata");
    String name = isMigration ? required(object, "spec").text("vmiName") : metadata.text("name");
    String instance = metadata.text("namespace") + "/" + name;
    if (InputLimits.isTooLong(instance)) {
      throw metadata.complaint("name", "is too long for a guest: " + name.length() + " characters");
    }
    if (input.guest() == null) {
      return instance;
    }
    if (bound != null && !bound.equals(instance)) {
      throw new MalformedException(
          "a second instance, "
              + MalformedException.excerpt(instance)
              + ": expected "
              + MalformedException.excerpt(bound)
              + " alone, because the input names one guest");
    }
    bound = instance;
    return input.guest();
  }

  private static JsonFields required(JsonFields object, String name) throws MalformedException {
    JsonFields fields = object.objectOrNull(name);
    if (fields == null) {
      throw object.complaint(name, "is missing: expected an object");
    }
    return fields;
  }

  /** The events of one migration. */
  private final class Telling {
    private final String guest;
    private final @Nullable String id;
    private final JsonFields state;
    private final Consumer<HostEvent> events;

    private Telling(
        String guest, @Nullable String id, JsonFields state, Consumer<HostEvent> events) {
      this.guest = guest;
      this.id = id;
      this.state = state;
      this.events = events;
    }

    private void tell() throws MalformedException {
      if (state.has("startTimestamp")) {
        tellBySource(MigrationStatus.SETUP, "startTimestamp");
      }
      if (state.has("endTimestamp")) {
        tellEnd();
      }
    }

    private void tellEnd() throws MalformedException {
      boolean completed = state.flagOr("completed", false);
      if (state.flagOr("failed", false)) {
        boolean aborted = "Succeeded".equals(state.textOrNull("abortStatus"));
        tellBySource(aborted ? MigrationStatus.CANCELLED : MigrationStatus.FAILED, "endTimestamp");
      } else if (completed) {
        String node = state.text("targetNode");
        tell(MigrationStatus.COMPLETED, MigrationRole.DESTINATION, node, "endTimestamp");
      }
    }

    private void tellBySource(MigrationStatus status, String stamp) throws MalformedException {
      tell(status, MigrationRole.SOURCE, state.text("sourceNode"), stamp);
    }

    private void tell(MigrationStatus status, MigrationRole role, String node, String stamp)
        throws MalformedException {
      Envelope envelope = new Envelope(guest, node, stamp(stamp), Source.HYPERVISOR_LOG, null);
      events.accept(new HostEvent.Migration(envelope, status, role, id, null));
    }

    private Stamp stamp(String name) throws MalformedException {
      PrintedInstant instant = PrintedInstant.ofRfc3339(state.path(name), state.text(name));
      try {
        return new Stamp(
            UtcScale.toTai(instant.utcNanos()),
            input.clockErrorNanos(),
            instant.stepNanos(),
            LATENCY_NANOS);
      } catch (ArithmeticException e) {
        throw state.complaint(name, "must lie before the year 2262: " + state.text(name));
      }
    }
  }
}
