/**
 * This machine's clock on the TAI scale.
 *
 * <p>It must not know events or files. Read {@link io.lapse.producers.tai.SystemTaiClock} first.
 */
@NullMarked
package io.lapse.producers.tai;

import org.jspecify.annotations.NullMarked;
