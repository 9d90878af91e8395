package dev.holdfast.server.identity.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.identity.internal.Present.Ending;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Signer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What devices that were ended are told to do, and the tokens for it. A token says only whose it
 * is; what it is good for is looked up each time it is used. Thread-safe.
 */
@ApplicationScoped
public class LeaveOrders {
  /** How long it may take to send what a device has, before it has to ask anew. */
  static final Duration SENDING = Duration.ofHours(1);

  /**
   * How long after it began a device may send what it has. Who has got hold of it can't go on with
   * its user's rights for longer.
   */
  static final Duration ALL_SENDING = Duration.ofDays(7);

  private static final String SEND = "leaving-device";
  private static final String ACKNOWLEDGE = "left-device";

  @Inject private Signer signer;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected LeaveOrders() {}

  /**
   * What a token for sending says.
   *
   * @param device the device
   * @param user its user
   * @param expires when it ends
   */
  record Sender(UUID device, String user, Instant expires) {}

  /**
   * What an acknowledgement says.
   *
   * @param device the device
   * @param order which of its orders it answers
   * @param wipe whether that order wanted its store erased; null if it is of before this was said
   */
  record Ordered(UUID device, int order, @Nullable Boolean wipe) {}

  /** The refusal that tells a device that it was ended, and how. */
  RefusedException refusal(UUID device, String user, Ending ending) {
    String token =
        ending.accepts()
            ? signer.sign(SEND, json(new Sender(device, user, clock.instant().plus(SENDING))))
            : null;
    return Refusals.ended(
        new Leave(
            ending.accepts(),
            ending.wipe(),
            token,
            signer.sign(ACKNOWLEDGE, json(new Ordered(device, ending.order(), ending.wipe())))));
  }

  /** Who a token for sending was given to, if it was made here and has not ended. */
  Optional<Sender> sender(String token) {
    return signer
        .open(SEND, token)
        .flatMap(json -> read(json, Sender.class))
        .filter(sender -> sender.expires().isAfter(clock.instant()));
  }

  /** What an acknowledgement was given for, if it was made here. */
  Optional<Ordered> ordered(@Nullable String acknowledgement) {
    return signer
        .open(ACKNOWLEDGE, acknowledgement == null ? "" : acknowledgement)
        .flatMap(json -> read(json, Ordered.class));
  }

  private static String json(Object said) {
    try {
      return WireJson.mapper().writeValueAsString(said);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a token says is always JSON", e);
    }
  }

  /** Empty if it was signed by a version that said something else. */
  private static <T> Optional<T> read(String json, Class<T> type) {
    try {
      return Optional.of(WireJson.mapper().readValue(json, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
