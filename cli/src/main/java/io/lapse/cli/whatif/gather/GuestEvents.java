package io.lapse.cli.whatif.gather;

import io.lapse.ledger.LedgerInput;
import java.util.List;

/**
 * Events of one guest.
 *
 * @param weightBytes about how much memory they take
 */
record GuestEvents(String guest, List<LedgerInput> inputs, long weightBytes) {}
