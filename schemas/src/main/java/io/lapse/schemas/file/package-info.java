/**
 * Files of host events and guest events: Avro object container files, for {@code format=avro}.
 *
 * <p>It must not know manifests, topics or who reads. Its callers see events and messages, never
 * Avro. Read {@link io.lapse.schemas.file.AvroEventReader} first.
 */
@NullMarked
package io.lapse.schemas.file;

import org.jspecify.annotations.NullMarked;
