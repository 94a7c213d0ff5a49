package io.lapse.benchmarks.streams;

/** A program that is measured. Each reads the same host events, exactly once. */
enum Case {
  LOOP("bare loop"),
  COUNT_IN_MEMORY("count, in memory"),
  COUNT_ROCKSDB("count, RocksDB"),
  WRITER("the ledger's bytes alone"),
  LEDGER("ledger"),
  LEDGER_ROCKSDB("ledger, RocksDB");

  private final String title;

  Case(String title) {
    this.title = title;
  }

  boolean isLedger() {
    return this == LEDGER || this == LEDGER_ROCKSDB;
  }

  String title() {
    return title;
  }
}
