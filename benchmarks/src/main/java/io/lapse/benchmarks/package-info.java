/**
 * What the fold costs, as ratios within one run: its time against Avro's, the size of its state
 * against a limit.
 *
 * <p>Nothing may depend on it, and no build runs it.
 *
 * <p>Read {@link io.lapse.benchmarks.FoldBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks;

import org.jspecify.annotations.NullMarked;
