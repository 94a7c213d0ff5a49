/**
 * How fast events are published, beside Kafka's own producer performance tool: records of one size,
 * one broker, the same settings, in turn.
 *
 * <p>It must not know how events are encoded. Read {@link
 * io.lapse.benchmarks.publish.PublishBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
