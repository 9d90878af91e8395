package dev.holdfast.server.identity.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.wire.WireJson;
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
 * Access tokens: signed claims that nobody has to store. A token alone gives no right; {@link
 * Presence} compares its claims with the present state on each request. Thread-safe.
 */
@ApplicationScoped
public class AccessTokens {
  /** How long a token is valid. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String PURPOSE = "access-token";

  private final Signer signer;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected AccessTokens() {
    this(null, null);
  }

  /** Signs with the server's key. */
  @Inject
  public AccessTokens(Signer signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * What a token says.
   *
   * @param user name
   * @param epoch the user's session epoch: another password ends it
   * @param device the device, null for administration
   * @param session the device's session, null for administration
   * @param expires when it ends
   */
  record Claims(
      String user, long epoch, @Nullable UUID device, @Nullable UUID session, Instant expires) {}

  /** When a token that is made now ends. */
  Instant expiry() {
    return clock.instant().plus(LIFE);
  }

  /** A token that says this. */
  String issue(Claims claims) {
    try {
      return signer.sign(PURPOSE, WireJson.mapper().writeValueAsString(claims));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims are always JSON", e);
    }
  }

  /** What a token says, if it was made here and has not ended. */
  Optional<Claims> read(String token) {
    return signer.open(PURPOSE, token).map(AccessTokens::claims).filter(this::current);
  }

  private boolean current(Claims claims) {
    return claims.expires().isAfter(clock.instant());
  }

  private static Claims claims(String json) {
    try {
      return WireJson.mapper().readValue(json, Claims.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a signed token holds other claims", e);
    }
  }
}
