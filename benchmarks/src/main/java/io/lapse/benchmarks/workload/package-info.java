/**
 * Generated events of a fleet: the same for the same seed, in plausible proportions.
 *
 * <p>It must not know what is measured with them.
 *
 * <p>Read {@link io.lapse.benchmarks.workload.Workload} first.
 */
@NullMarked
package io.lapse.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
