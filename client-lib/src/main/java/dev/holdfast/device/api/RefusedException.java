package dev.holdfast.device.api;

import dev.holdfast.kernel.casework.Message;
import java.util.List;
import java.util.stream.Collectors;

/** The package's rules refuse the action; the server would say the same. Nothing was queued. */
public final class RefusedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final transient List<Message> messages;

  /**
   * Creates the exception.
   *
   * @param messages everything that speaks against the action, at least one
   */
  public RefusedException(List<Message> messages) {
    super(messages.stream().map(Message::text).collect(Collectors.joining("; ")), null);
    this.messages = List.copyOf(messages);
  }

  /** Everything that speaks against the action. */
  public List<Message> messages() {
    return messages;
  }
}
