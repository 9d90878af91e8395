package dev.holdfast.kernel.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in or a refresh yields.
 *
 * @param user name
 * @param roles the user's roles
 * @param attributes the user's attributes
 * @param device the device, null for administration
 * @param accessToken bearer token
 * @param accessExpires when it ends, by the server's clock
 * @param refreshToken for {@code POST /sessions/refresh}; used once, null for administration
 * @param serverTime the server's clock
 */
public record Session(
    String user,
    List<String> roles,
    Map<String, List<String>> attributes,
    @Nullable UUID device,
    String accessToken,
    Instant accessExpires,
    @Nullable String refreshToken,
    Instant serverTime) {}
