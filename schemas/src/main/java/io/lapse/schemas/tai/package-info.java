/**
 * Where UTC becomes TAI, and text an instant.
 *
 * <p>It must not know events or files. Read {@link io.lapse.schemas.tai.UtcScale} first.
 */
@NullMarked
package io.lapse.schemas.tai;

import org.jspecify.annotations.NullMarked;
