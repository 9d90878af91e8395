package dev.holdfast.server.platform.api;

/** A table whose changes the watcher looks at, beside {@code holdfast.topic_change}. */
public interface WatchSource {

  /**
   * {@code SELECT topic, key FROM ... WHERE} without the condition, which is added as one on {@link
   * #xid}.
   */
  String select();

  /** The column that has the writing transaction; there has to be an index on it. */
  String xid();
}
