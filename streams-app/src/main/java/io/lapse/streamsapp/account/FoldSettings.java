package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Rules;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.fleet.GuestCounter;
import io.lapse.streamsapp.signature.SignatureMode;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * How the fold is run.
 *
 * @param rules all but the policies
 * @param inMemory whether states are held in memory; else in files
 * @param decodedMax how many guests the instance keeps decoded
 * @param counting whether it also says what changes in the statistics of hosts
 * @param alarming whether it looks at the clock, and says which outages are open for too long
 * @param signatures what is asked of the hosts
 */
public record FoldSettings(
    Rules rules,
    Topics topics,
    boolean inMemory,
    int decodedMax,
    boolean counting,
    boolean alarming,
    SignatureMode signatures) {

  /** The stores that it needs. */
  Set<StoreBuilder<?>> stores() {
    Set<StoreBuilder<?>> stores = new HashSet<>();
    stores.add(GuestStates.store(inMemory));
    stores.add(Progress.store());
    if (counting) {
      stores.add(GuestCounter.store());
    }
    if (alarming) {
      stores.add(RaisedAlarms.store(topics));
    }
    if (signatures.checks()) {
      stores.add(SeenSignatures.store(inMemory));
      stores.add(UntrustedAlarms.store(topics));
    }
    return stores;
  }
}
