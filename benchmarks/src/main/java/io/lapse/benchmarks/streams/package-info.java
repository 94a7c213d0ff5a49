/**
 * How fast the running ledger is, beside bare programs on the same broker that do less: one
 * workload, one run, one machine.
 *
 * <p>It must not know how the ledger works, only how to start it and what it reads and writes. Read
 * {@link io.lapse.benchmarks.streams.StreamsBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
