package dev.holdfast.server.fleet.internal;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature fleet, HF0800 to HF0899. */
@MessageLogger(projectCode = "HF", length = 4)
interface FleetLog extends BasicLogger {
  FleetLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), FleetLog.class, "dev.holdfast.fleet");

  @LogMessage(level = Logger.Level.INFO)
  @Message(
      id = 800,
      value = "Resync order %s by %s: a full synchronization of %d device(s) (%s %s)")
  void ordered(UUID order, String user, long devices, String kind, String value);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 801, value = "Device %s could not fulfil resync order %s: %s")
  void failed(UUID device, UUID order, String error);
}
