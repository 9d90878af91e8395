package dev.holdfast.device.api;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a damaged store. A new one is in its place, with the same passphrase, and with all
 * of the queue and of the device's identity that could be read; the next sync fetches the rest.
 *
 * @param problems what was wrong; empty if nothing was, and then nothing was changed
 * @param saved actions of the queue that the new store has
 * @param lost actions that the old one had, and of which only this much could be read
 * @param certain whether {@code lost} is all that is lost; if not, so much was damaged that nobody
 *     can say
 * @param identity whether the new store knows its user, device and server; if not, the same user
 *     has to sign in before anything is sent
 */
public record Repair(
    List<String> problems, int saved, List<Lost> lost, boolean certain, boolean identity) {

  /** Makes the value immutable. */
  public Repair {
    problems = List.copyOf(problems);
    lost = List.copyOf(lost);
  }

  /** Whether there was something to repair. */
  public boolean wasNeeded() {
    return !problems.isEmpty();
  }

  /**
   * Both repairs in one, as nobody has read what the earlier one lost.
   *
   * @param earlier the one before this
   */
  public Repair after(Repair earlier) {
    return new Repair(
        Stream.concat(earlier.problems.stream(), problems.stream()).toList(),
        saved,
        Stream.concat(earlier.lost.stream(), lost.stream()).toList(),
        earlier.certain && certain,
        identity);
  }

  /** Whether everything that can't be fetched again is there. */
  public boolean isComplete() {
    return lost.isEmpty() && certain && identity;
  }

  /**
   * An action that is lost.
   *
   * @param number its place among all actions of the device
   * @param action its id, null if that can't be read either
   * @param caseId its case, null if that can't be read either
   * @param status where it stood, null if that can't be read either
   */
  public record Lost(
      long number, @Nullable UUID action, @Nullable UUID caseId, @Nullable ActionStatus status) {}
}
