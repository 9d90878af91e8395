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

  /** The refusal that tells a device that it was ended, and how. */
  RefusedException refusal(UUID device, String user, Ending ending) {
    String token =
        ending.accepts()
            ? signer.sign(SEND, json(new Sender(device, user, clock.instant().plus(SENDING))))
            : null;
    return Refusals.ended(
        new Leave(
            ending.accepts(), ending.wipe(), token, signer.sign(ACKNOWLEDGE, device.toString())));
  }

  /** Who a token for sending was given to, if it was made here and has not ended. */
  Optional<Sender> sender(String token) {
    return signer
        .open(SEND, token)
        .map(LeaveOrders::read)
        .filter(sender -> sender.expires().isAfter(clock.instant()));
  }

  /** The device that an acknowledgement was given to, if it was made here. */
  Optional<UUID> device(@Nullable String acknowledgement) {
    return signer
        .open(ACKNOWLEDGE, acknowledgement == null ? "" : acknowledgement)
        .map(UUID::fromString);
  }

  private static String json(Sender sender) {
    try {
      return WireJson.mapper().writeValueAsString(sender);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sender is always JSON", e);
    }
  }

  private static Sender read(String json) {
    try {
      return WireJson.mapper().readValue(json, Sender.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a signed token holds another sender", e);
    }
  }
}
