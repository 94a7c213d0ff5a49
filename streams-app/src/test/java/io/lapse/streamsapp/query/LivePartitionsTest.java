package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.query.LivePartitions.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePartitionsTest {
  private final LivePartitions live = new LivePartitions();
  private final List<String> calls = new ArrayList<>();

  @TempDir private java.nio.file.Path folder;

  /** Notes its calls, and whether its partition is live meanwhile. */
  private final class Noting implements Processor<String, String, String, String> {
    @Override
    public void init(ProcessorContext<String, String> context) {
      note("init");
    }

    @Override
    public void process(Record<String, String> received) {
      note("process " + received.value());
    }

    @Override
    public void close() {
      note("close");
    }

    private void note(String call) {
      calls.add(call + (live.at(3) == null ? "" : ", live"));
    }
  }

  private Processor<String, String, String, String> watched() {
    ProcessorSupplier<String, String, String, String> supplier = Noting::new;
    return live.watch(supplier).get();
  }

  private MockProcessorContext<String, String> context() {
    return new MockProcessorContext<>(new Properties(), new TaskId(0, 3), folder.toFile());
  }

  @Test
  void partition_isLive_whileItsProcessorTakesInputs() {
    Processor<String, String, String, String> processor = watched();

    processor.init(context());
    processor.process(new Record<>("g", "event", 0));
    processor.close();

    assertThat(calls).containsExactly("init", "process event, live", "close");
    assertThat(live.at(3)).isNull();
  }

  @Test
  void partitionThatComesBack_isAnother() {
    Processor<String, String, String, String> processor = watched();
    processor.init(context());
    Live first = live.at(3);
    processor.close();

    processor.init(context());

    assertThat(live.at(3)).isNotNull().isNotEqualTo(first);
    assertThat(live.at(3).thread()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void lateClose_doesNotEndItsSuccessor() {
    Processor<String, String, String, String> before = watched();
    Processor<String, String, String, String> after = watched();
    before.init(context());
    after.init(context());

    before.close();

    assertThat(live.at(3)).isNotNull();
  }

  @Test
  void processorThatNeverBegan_isNotLive() {
    watched().close();

    assertThat(live.at(3)).isNull();
  }
}
