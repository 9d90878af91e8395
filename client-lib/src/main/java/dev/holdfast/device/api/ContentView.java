package dev.holdfast.device.api;

import dev.holdfast.kernel.app.Attachment;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content of an attachment, as a device knows it.
 *
 * @param attachment what it is, as the first action or case says that names it
 * @param state where it stands
 * @param bytes how many of its bytes the server has while it waits to be sent, else how many are
 *     here
 * @param reason the code of why the server refuses it, null unless refused
 * @param message the server's words about that, null unless refused
 * @param cases the cases that name it, as the user sees them
 * @param actions the actions that wait for it, in order
 */
public record ContentView(
    Attachment attachment,
    State state,
    long bytes,
    @Nullable String reason,
    @Nullable String message,
    List<UUID> cases,
    List<UUID> actions) {

  /** Makes the value immutable. */
  public ContentView {
    cases = List.copyOf(cases);
    actions = List.copyOf(actions);
  }

  /** Whether all of it is on the device, so that it can be opened. */
  public boolean isHere() {
    return state != State.PARTIAL && state != State.AWAY;
  }

  /** Where a content stands. */
  public enum State {
    /** It was attached, and no action names it yet. Without one it goes after a day. */
    ATTACHED,
    /** It waits to be sent, and the actions that bring it do. */
    WAITING,
    /** The server refuses it: its user cancels the action, or performs it again without. */
    REFUSED,
    /** It is here, and the server has it. */
    HELD,
    /** A part of it is here: it is being fetched, or goes on when it is next. */
    PARTIAL,
    /** Nothing of it is here: it can be fetched. */
    AWAY;

    /** The code on the command line and in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
