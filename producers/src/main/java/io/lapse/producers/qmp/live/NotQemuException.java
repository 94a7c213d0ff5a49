package io.lapse.producers.qmp.live;

import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import java.io.IOException;

/** Something answers, and it does not speak QMP. */
final class NotQemuException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Location where;

  NotQemuException(Location where, String message) {
    super(message);
    this.where = where;
  }

  Problem problem() {
    return Problem.refused(where, String.valueOf(getMessage()));
  }
}
