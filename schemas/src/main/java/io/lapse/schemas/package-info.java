/**
 * The wire: topics, Avro records, and the codecs between them and the domain.
 *
 * <p>It must not know who publishes or who reads.
 */
@NullMarked
package io.lapse.schemas;

import org.jspecify.annotations.NullMarked;
