package io.lapse.streamsapp.account;

/**
 * The fold failed on one guest's input: a bug of ours, or a stored state that cannot be read. It is
 * thrown before anything is kept or forwarded, so the record alone can be set aside.
 */
public final class FoldFailedException extends RuntimeException {
  FoldFailedException(RuntimeException cause) {
    super(cause);
  }
}
