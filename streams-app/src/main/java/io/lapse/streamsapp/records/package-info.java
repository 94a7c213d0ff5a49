/**
 * The records of one guest, read from the topics when somebody asks for them, the newest first.
 *
 * <p>It must not know HTTP, nor the stores. Read {@link io.lapse.streamsapp.records.TopicReaders}
 * first.
 */
@NullMarked
package io.lapse.streamsapp.records;

import org.jspecify.annotations.NullMarked;
