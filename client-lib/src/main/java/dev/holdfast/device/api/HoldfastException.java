package dev.holdfast.device.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Base of everything that the library throws on purpose. Whatever it says, no action in the queue
 * is lost; unless an administrator had the store wiped, and then it says that.
 */
public abstract class HoldfastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String said;
  private transient @Nullable UnfinishedSync unfinished;

  /** Creates the exception; the message says what is wrong and what to do. */
  protected HoldfastException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.said = message;
  }

  /** What is wrong and what to do, for the user. */
  @Override
  public String getMessage() {
    return said;
  }

  /**
   * What a sync had done before this ended it; empty if this ended no sync, or one before its
   * beginning, or the store can't be read any more.
   */
  public final Optional<UnfinishedSync> unfinishedSync() {
    return Optional.ofNullable(unfinished);
  }

  /**
   * Says what a sync had done before this ended it. For the library, which does so before anybody
   * has the exception.
   */
  public final void after(UnfinishedSync sync) {
    unfinished = sync;
  }
}
