package dev.holdfast.device.api;

import dev.holdfast.kernel.app.Attachment;
import java.util.List;

/**
 * What an export has in it.
 *
 * @param actions actions that the server has not confirmed
 * @param contents contents of attachments that they bring, as far as the server lacks them
 * @param leftOut contents that are not in it, as their files are damaged on this device; the
 *     actions that bring them are
 */
public record Exported(int actions, int contents, List<Attachment> leftOut) {
  /** Makes the value immutable. */
  public Exported {
    leftOut = List.copyOf(leftOut);
  }
}
