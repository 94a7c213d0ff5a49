package io.lapse.cli.faults;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Stores that write to disk all the time. With their usual buffers of 16 MiB the few states of a
 * test would stay in memory: a kill would leave no half-written store, and no disk would be full.
 */
public final class SmallBuffers implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER_BYTES = 64 * 1024;

  /** Kafka makes it by reflection. */
  public SmallBuffers() {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
  }

  @Override
  public void close(String storeName, Options options) {}
}
