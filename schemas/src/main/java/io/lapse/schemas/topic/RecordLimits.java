package io.lapse.schemas.topic;

import io.lapse.schemas.codec.InputLimits;

/**
 * What the records of a topic may hold at most.
 *
 * @param recordBytes the encoded value
 * @param textBytes one text, in UTF-8
 * @param listItems one list
 * @param mapEntries one map
 */
record RecordLimits(int recordBytes, int textBytes, int listItems, int mapEntries) {
  /** Of what others say. */
  static final RecordLimits INPUT =
      new RecordLimits(
          InputLimits.RECORD_BYTES_MAX,
          InputLimits.TEXT_BYTES_MAX,
          InputLimits.LIST_ITEMS_MAX,
          InputLimits.MAP_ENTRIES_MAX);

  /** Of what the ledger says: an id of its own is made of a guest's name and two of events. */
  static final RecordLimits OUTPUT =
      new RecordLimits(
          InputLimits.RECORD_BYTES_MAX,
          2 * InputLimits.TEXT_BYTES_MAX,
          InputLimits.LIST_ITEMS_MAX,
          InputLimits.MAP_ENTRIES_MAX);
}
