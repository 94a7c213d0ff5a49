/**
 * Lapse's own records, as they come in Avro container files.
 *
 * <p>It must not know Avro: {@code io.lapse.schemas.file} does. Read {@link
 * io.lapse.producers.avro.AvroSource} first.
 */
@NullMarked
package io.lapse.producers.avro;

import org.jspecify.annotations.NullMarked;
