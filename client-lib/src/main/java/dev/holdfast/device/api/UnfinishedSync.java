package dev.holdfast.device.api;

/**
 * What was done by a sync that did not end well. All of it holds: what was sent is not sent again,
 * and what was received is not fetched again.
 *
 * @param up what went up since the last sync that ended well; the next one that does tells it, too
 * @param rows rows that came and are stored, put or deleted; visible only if {@code upToDate}
 * @param bytes bytes that came, as transferred
 * @param traffic what went over the network since the last result: by this sync, and before it by
 *     the doorbell and sign-ins
 * @param upToDate whether the device holds the server's present checkpoint, so that only what comes
 *     after it was not done
 * @param pending actions that wait to be sent
 */
public record UnfinishedSync(
    SyncResult.Up up, long rows, long bytes, Bytes traffic, boolean upToDate, int pending) {}
