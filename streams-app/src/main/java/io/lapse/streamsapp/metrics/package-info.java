/**
 * The figures that Prometheus asks for: of what the fold does, of what stands, and of the questions
 * that are answered.
 *
 * <p>It must not decide anything: it looks at what the books and the board say. No label names a
 * guest, but for the few at the top. Read {@link io.lapse.streamsapp.metrics.FoldMetrics} first.
 */
@NullMarked
package io.lapse.streamsapp.metrics;

import org.jspecify.annotations.NullMarked;
