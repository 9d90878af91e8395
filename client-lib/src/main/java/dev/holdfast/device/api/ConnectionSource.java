package dev.holdfast.device.api;

/**
 * Knows what the connection is: the application, which asks its system, for example Android's
 * {@code ConnectivityManager} ({@code NET_CAPABILITY_NOT_METERED}) or a desktop's NetworkManager
 * ({@code Metered}).
 */
@FunctionalInterface
public interface ConnectionSource {
  /**
   * What it is now. Called by several threads, before each sync and between pieces of a large
   * download; has to be quick. What it throws is logged, and counts as {@link
   * ConnectionKind#UNKNOWN}.
   */
  ConnectionKind present();
}
