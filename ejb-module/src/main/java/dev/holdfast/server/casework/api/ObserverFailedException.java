package dev.holdfast.server.casework.api;

/**
 * Code of an integrator that observes actions has failed. Whatever is behind it, even a database
 * that is away, says nothing of the server's own: it is the observer's.
 */
public final class ObserverFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the observer threw. */
  public ObserverFailedException(RuntimeException cause) {
    super("an observer has failed", cause);
  }
}
