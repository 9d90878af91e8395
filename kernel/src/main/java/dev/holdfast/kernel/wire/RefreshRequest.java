package dev.holdfast.kernel.wire;

/**
 * Asks for a new access token.
 *
 * @param refreshToken the last one received
 */
public record RefreshRequest(String refreshToken) {}
