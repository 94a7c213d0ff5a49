package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaMetersTest {
  @ParameterizedTest
  @CsvSource({
    "kafka.stream.state.put.latency.max, true",
    "kafka.stream.state.put.all.rate, false",
    "kafka.stream.state.memtable.hit.ratio, false",
    "kafka.stream.task.process.rate, true",
    "kafka.stream.processor.node.process.rate, false",
    "kafka.stream.failed.stream.threads, true",
    "kafka.consumer.node.request.rate, false",
    "kafka.consumer.fetch.manager.records.lag, true",
    "kafka.consumer.fetch.manager.records.lag.max, false",
    "lapse.ledger.inputs, true"
  })
  void metric_isKept_unlessItWouldOnlyBeMany(String name, boolean isKept) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(KafkaMeters.filter());

    registry.counter(name).increment();

    assertThat(registry.find(name).counter() != null).isEqualTo(isKept);
  }
}
