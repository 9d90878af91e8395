package dev.holdfast.server.platform.api;

import java.util.Set;

/** A bean that the watcher tells of every look that saw a change. */
public interface WatchListener {

  /**
   * Something changed. Called by the watcher's thread, which looks at nothing meanwhile; the marks
   * are set already.
   *
   * @param subjects what, as far as the watcher knows
   * @param all whether it may have missed something, so that everything counts as changed
   */
  void changed(Set<Mark.Subject> subjects, boolean all);
}
