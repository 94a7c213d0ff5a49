/**
 * Files that grow, line by line: across rotation, truncation, and the end of this process.
 *
 * <p>It must not know what is in the lines, nor where events go. Read {@link
 * io.lapse.producers.produce.follow.FileFeed} first.
 */
@NullMarked
package io.lapse.producers.produce.follow;

import org.jspecify.annotations.NullMarked;
