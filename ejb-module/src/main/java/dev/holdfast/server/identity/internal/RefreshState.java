package dev.holdfast.server.identity.internal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of a device's refresh tokens, as hashes. Immutable.
 *
 * @param used the token just used, null before the first refresh
 * @param next its successors, none of which has been used: one for each time that it was sent,
 *     since nobody knows which of the answers arrived; the last {@link #MAX_NEXT}
 */
record RefreshState(byte @Nullable [] used, List<byte[]> next) {
  /** Most answers to one token that stay valid. */
  static final int MAX_NEXT = 4;

  /** The state after a sign-in that gave out this token. */
  static RefreshState first(byte[] token) {
    return new RefreshState(null, List.of(token));
  }

  /** Whether a token is one of these: it was given to the device, whatever became of it since. */
  boolean knows(byte[] token) {
    return used != null && MessageDigest.isEqual(used, token)
        || next.stream().anyMatch(known -> MessageDigest.isEqual(known, token));
  }

  /**
   * Uses a token.
   *
   * @param token what the device sent
   * @param successor what it would get
   * @return the state after it; empty if the token is neither a successor nor the one just used: it
   *     is older, so somebody has copied it
   */
  Optional<RefreshState> use(byte[] token, byte[] successor) {
    if (next.stream().anyMatch(known -> MessageDigest.isEqual(known, token))) {
      return Optional.of(new RefreshState(token, List.of(successor)));
    }
    if (used != null && MessageDigest.isEqual(used, token)) {
      List<byte[]> more = new ArrayList<>(next);
      more.add(successor);
      return Optional.of(
          new RefreshState(used, more.subList(Math.max(0, more.size() - MAX_NEXT), more.size())));
    }
    return Optional.empty();
  }
}
