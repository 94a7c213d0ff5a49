package io.lapse.streamsapp.board;

/**
 * Where a guest's records are on the topic of the ledger, as far back as the board reaches.
 *
 * @param partition that the guest is in
 * @param offsets of its records, the oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // A copy that is the caller's own; never compared.
public record LedgerOffsets(int partition, long[] offsets) {}
