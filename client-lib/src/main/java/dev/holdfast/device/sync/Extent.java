package dev.holdfast.device.sync;

/**
 * What a sync does.
 *
 * @param send whether it sends the queue
 * @param receive whether it receives
 * @param fresh whether everything counts that was committed before; not just what the server has
 *     noticed so far, which costs it less
 */
record Extent(boolean send, boolean receive, boolean fresh) {
  /** What a person asks for. */
  static final Extent ALL = new Extent(true, true, true);
}
