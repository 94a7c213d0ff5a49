/**
 * {@code lapse whatif} beside DuckDB, over the same events.
 *
 * <p>It must not know how the command works: it calls it as a user does. Read {@link
 * io.lapse.benchmarks.whatif.WhatIfBenchmark} first.
 */
@NullMarked
package io.lapse.benchmarks.whatif;

import org.jspecify.annotations.NullMarked;
