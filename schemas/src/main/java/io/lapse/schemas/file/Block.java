package io.lapse.schemas.file;

import java.nio.ByteBuffer;

/**
 * A block of a container file, decompressed.
 *
 * @param offset where in the file it begins, in bytes
 * @param count how many records it says it has
 * @param bytes the records
 * @param cutOff whether the file ends within it, so that the last records are missing
 */
record Block(long offset, long count, ByteBuffer bytes, boolean cutOff) {}
