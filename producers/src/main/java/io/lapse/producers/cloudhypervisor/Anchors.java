package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Location;

/** Where the stamps of a VMM count from: of each one that writes to a path, one after the other. */
interface Anchors {

  /**
   * The anchor of a VMM.
   *
   * @param isFirst whether it is the first one that the log tells of
   * @param where one of its records begins
   * @param sinceStartNanos what that record's stamp shows
   * @throws MalformedException if it cannot be known, or not yet
   * @throws java.io.UncheckedIOException if it has to be asked for again a little later
   */
  Anchor of(boolean isFirst, Location where, long sinceStartNanos) throws MalformedException;

  /** What somebody stated about the one VMM of a file. */
  static Anchors stated(Anchor anchor) {
    return (isFirst, where, sinceStartNanos) -> {
      if (!isFirst) {
        throw new MalformedException("its stamps begin anew: expected one VMM a file");
      }
      return anchor;
    };
  }
}
