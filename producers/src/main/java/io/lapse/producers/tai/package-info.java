/**
 * Where UTC becomes TAI.
 *
 * <p>It must not know events or files. Read {@link io.lapse.producers.tai.UtcScale} first.
 */
@NullMarked
package io.lapse.producers.tai;

import org.jspecify.annotations.NullMarked;
