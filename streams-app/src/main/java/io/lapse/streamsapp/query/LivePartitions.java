package io.lapse.streamsapp.query;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The partitions whose inputs this instance takes right now: their state is restored and theirs
 * alone. A processor is initialised after its task was restored, and closed before the task leaves.
 *
 * <p>Kafka Streams' own {@code requireActive} is not enough: a task that is restored again while
 * its thread runs, as after a corruption, is active to it, and answers from half a store.
 */
public final class LivePartitions {

  /**
   * That a partition is live.
   *
   * @param thread the stream thread that takes its inputs
   * @param generation another one each time that the partition becomes live
   */
  record Live(String thread, long generation) {}

  private final Map<Integer, Live> live = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();

  /** The same processors, watched. */
  public <K, V, L, W> ProcessorSupplier<K, V, L, W> watch(ProcessorSupplier<K, V, L, W> watched) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<K, V, L, W> get() {
        return new Watched<>(watched.get());
      }

      @Override
      public @Nullable Set<StoreBuilder<?>> stores() {
        return watched.stores();
      }
    };
  }

  /** Whether a partition is live; null if it is not. */
  @Nullable Live at(int partition) {
    return live.get(partition);
  }

  /** Whether this instance takes the inputs of a partition now. */
  public boolean isLive(int partition) {
    return live.containsKey(partition);
  }

  private final class Watched<K, V, L, W> implements Processor<K, V, L, W> {
    private final Processor<K, V, L, W> processor;
    private int partition = -1;
    private @Nullable Live mine;

    private Watched(Processor<K, V, L, W> processor) {
      this.processor = processor;
    }

    @Override
    public void init(ProcessorContext<L, W> context) {
      processor.init(context);
      partition = context.taskId().partition();
      mine = new Live(Thread.currentThread().getName(), generations.incrementAndGet());
      live.put(partition, mine);
    }

    @Override
    public void process(Record<K, V> received) {
      processor.process(received);
    }

    @Override
    public void close() {
      if (mine != null) {
        live.remove(partition, mine);
      }
      processor.close();
    }
  }
}
