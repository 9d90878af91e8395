package dev.holdfast.device.api;

/**
 * Ends something long before its end: {@link #cancel} is called by another thread than the one that
 * works, for example when a person presses a button. One may be given to several calls; once
 * cancelled it stays so. Thread-safe.
 *
 * <p>What is cancelled ends with a {@link CancelledException}, and leaves what a cut connection or
 * a killed process would: everything that was done until then holds, nothing is half done, and the
 * same again goes on from there. It takes effect within a moment. Two things it waits for: a
 * transaction that is being written, and a transport that can't give a request up; the library's
 * own can, except while it reads an answer of a server that has fallen silent.
 *
 * <p>To interrupt the working thread does the same. The thread stays interrupted.
 */
public final class Cancellation {
  private volatile boolean cancelled;

  /** One that has not been cancelled. */
  public Cancellation() {}

  /** Ends what it was given to. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether it has been cancelled. */
  public boolean isCancelled() {
    return cancelled;
  }
}
