package dev.holdfast.device.api;

import dev.holdfast.kernel.casework.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action that the user may do, by the roles, where the case stands.
 *
 * @param application the application
 * @param type the case type
 * @param action its name
 * @param label what people call it
 * @param help what people should know of it, null if nothing
 * @param asks whether there is something to fill in or to look at before; if not, it can be
 *     performed at once
 * @param objections what speaks against it on the case as it stands, whatever is filled in; empty
 *     if it is possible
 */
public record ActionOffer(
    String application,
    String type,
    String action,
    String label,
    @Nullable String help,
    boolean asks,
    List<Message> objections) {

  /** Makes the value immutable. */
  public ActionOffer {
    objections = List.copyOf(objections);
  }
}
