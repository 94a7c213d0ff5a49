/**
 * The topics: their names, and how their values are encoded. No topic name and no serde is made
 * anywhere else.
 *
 * <p>It must not know who reads or writes them. Read {@link io.lapse.schemas.topic.Topics} first.
 */
@NullMarked
package io.lapse.schemas.topic;

import org.jspecify.annotations.NullMarked;
