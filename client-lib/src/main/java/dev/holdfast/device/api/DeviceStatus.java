package dev.holdfast.device.api;

import java.time.Instant;
import java.util.List;
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
 * @param offline how long it may be worked with before it needs contact with its server
 * @param pending actions that wait to be sent
 * @param parked actions that were parked or decided against and not yet dealt with
 * @param buckets buckets held
 * @param rows rows held, cases included
 * @param packages held logic: application to version
 * @param stalled tables and case types, as {@code application/unit}, that get nothing new because
 *     the server can't read their source at present; what is held of them stays
 * @param notReceived tables, as {@code application/table} in order, that have not been received
 *     yet, or not all of them; who asks for them is told so
 * @param repair the repair that made this store, until somebody says that it was read; null if
 *     there is none
 */
public record DeviceStatus(
    @Nullable String server,
    @Nullable String user,
    boolean signedIn,
    @Nullable UUID device,
    boolean checkpoint,
    @Nullable Instant lastSync,
    OfflineWork offline,
    int pending,
    int parked,
    int buckets,
    long rows,
    Map<String, String> packages,
    List<String> stalled,
    List<String> notReceived,
    @Nullable Repair repair) {

  /** Makes the value immutable. */
  public DeviceStatus {
    packages = Map.copyOf(packages);
    stalled = List.copyOf(stalled);
    notReceived = List.copyOf(notReceived);
  }
}
