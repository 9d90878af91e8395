package dev.holdfast.device.api;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a device stands, known without a server.
 *
 * @param server the server's URL, null before the first sign-in
 * @param user the user, null before the first sign-in
 * @param signedIn whether it may sync
 * @param device the device's id, null before the first sign-in
 * @param checkpoint whether it has completed a sync
 * @param lastSync when it last was up to date, by the device's clock, null if never
 * @param pending actions that wait to be sent
 * @param parked actions that were parked or decided against and not yet dealt with
 * @param buckets buckets held
 * @param rows rows held, cases included
 * @param packages held logic: application to version
 */
public record DeviceStatus(
    @Nullable String server,
    @Nullable String user,
    boolean signedIn,
    @Nullable UUID device,
    boolean checkpoint,
    @Nullable Instant lastSync,
    int pending,
    int parked,
    int buckets,
    long rows,
    Map<String, String> packages) {

  /** Makes the value immutable. */
  public DeviceStatus {
    packages = Map.copyOf(packages);
  }
}
