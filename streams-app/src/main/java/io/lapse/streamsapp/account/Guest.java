package io.lapse.streamsapp.account;

import io.lapse.ledger.account.GuestState;
import io.lapse.schemas.state.GuestStateBytes;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A guest that was active lately: its state, decoded, and what was encoded of it. */
final class Guest {
  private final GuestStateBytes bytes = Topics.guestStateBytes();
  private final @Nullable Serializer<GuestState.Snapshot> olderRelease;
  private GuestState state;

  /**
   * @param release whose version of the state is written
   */
  Guest(GuestState state, SchemaRelease release) {
    this.state = state;
    this.olderRelease =
        release.statesNamePolicies() ? null : Topics.guestStateSerde(release).serializer();
  }

  GuestState state() {
    return state;
  }

  /** What to store of the next state. Unless that is kept, the guest must be forgotten. */
  byte[] encoded(GuestState next) {
    return olderRelease == null
        ? bytes.write(next)
        : olderRelease.serialize(FoldProcessor.STORE, next.snapshot());
  }

  void keep(GuestState next) {
    state = next;
  }
}
