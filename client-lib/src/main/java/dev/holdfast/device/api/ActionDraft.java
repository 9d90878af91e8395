package dev.holdfast.device.api;

import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.Message;
import java.util.List;

/**
 * An action that is being filled in: nothing is performed, nothing is kept.
 *
 * @param form its form with what was typed so far, and what is computed, visible and required then
 * @param objections everything that speaks against performing it like this; empty if it is possible
 */
public record ActionDraft(ActionForm form, List<Message> objections) {

  /** Makes the value immutable. */
  public ActionDraft {
    objections = List.copyOf(objections);
  }
}
