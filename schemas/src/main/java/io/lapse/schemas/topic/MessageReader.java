package io.lapse.schemas.topic;

import java.io.IOException;

/** From a single object's bytes to its record. */
interface MessageReader<R> {
  /**
   * The record.
   *
   * @throws IOException if the bytes are damaged; Avro throws other exceptions as well
   */
  R decode(byte[] bytes) throws IOException;
}
