package dev.holdfast.server.sync.internal;

import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature sync's way down, HF0700 to HF0749. */
@MessageLogger(projectCode = "HF", length = 4)
interface SyncLog extends BasicLogger {
  SyncLog LOG =
      Logger.getMessageLogger(
          java.lang.invoke.MethodHandles.lookup(), SyncLog.class, "dev.holdfast.sync");

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 700, value = "Sent to device %s: %s, %d line(s) in %d ms")
  void sent(UUID device, String kind, long lines, long millis);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 701, value = "Stream to device %s cut: %s")
  void cut(UUID device, String message);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 702, value = "Device %s found %s different and fetched it again")
  void healed(UUID device, String bucket);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 703, value = "Device %s says that it healed %d bucket(s) that it may not hold now")
  void healedStrange(UUID device, int buckets);

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 704, value = "Made %d segment(s) of %s, %d rows")
  void built(int segments, String bucket, long rows);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 705, value = "Segments can't be made, buckets go as lines")
  void notBuilt(@org.jboss.logging.annotations.Cause Throwable cause);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 706, value = "The progress of device %s can't be written; it gets its rows")
  void notCounted(@org.jboss.logging.annotations.Cause Throwable cause, UUID device);

  @LogMessage(level = Logger.Level.INFO)
  @Message(
      id = 707,
      value =
          "Segments of %d of %d bucket(s) are still being made after %d ms; the device is told to come again")
  void stillMaking(int making, int all, long millis);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 708,
      value =
          "The native library for zstd can't be loaded: segments are compressed in Java, which takes"
              + " five times the processor time")
  void compressedInJava();

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 709, value = "Device %s is rung, since it can't be handed what it lacks: %s")
  void notHanded(UUID device, String reason);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 711,
      value = "Device %s found %s different again after all of it had come; its table is verified")
  void notHealed(UUID device, String bucket);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 710, value = "A snapshot file can't be made")
  void notMade(@org.jboss.logging.annotations.Cause Throwable cause);
}
