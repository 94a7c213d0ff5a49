/**
 * How a ledger serves those who watch it while it works: requests, event streams and alerts beside
 * half of what it can take, and the same requests beside nothing.
 *
 * <p>It must not know how the ledger works, only how to start it, what it reads, and what it
 * serves. Read {@link io.lapse.benchmarks.watch.WatchBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks.watch;

import org.jspecify.annotations.NullMarked;
