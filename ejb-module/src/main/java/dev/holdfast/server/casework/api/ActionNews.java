package dev.holdfast.server.casework.api;

import dev.holdfast.hooks.ActionEvent;
import java.util.List;

/**
 * Is told what became of actions, in sets. Implemented by the feature that passes it on to other
 * systems.
 */
public interface ActionNews {

  /** Whether anybody may want to know; what is not wanted is not made. Answered from memory. */
  boolean wanted();

  /**
   * What became of the actions of one transaction, in order; called in it, when all is written,
   * with the locks of all cases concerned.
   */
  void tell(List<ActionEvent> events);
}
