/**
 * What the fold and the emulated kernel cost, as ratios within one run: their times against Avro's
 * and a priority queue's, the size of a state against a limit.
 *
 * <p>Nothing may depend on it, and no build runs it.
 *
 * <p>Read {@link io.lapse.benchmarks.FoldBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks;

import org.jspecify.annotations.NullMarked;
