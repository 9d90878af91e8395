package dev.holdfast.server.platform.internal;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature platform, HF0100 to HF0199. */
@MessageLogger(projectCode = "HF", length = 4)
interface PlatformLog extends BasicLogger {
  PlatformLog LOG =
      Logger.getMessageLogger(
          java.lang.invoke.MethodHandles.lookup(), PlatformLog.class, "dev.holdfast.platform");

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 100, value = "Database migrated: %d script(s) run")
  void migrated(int scripts);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 101, value = "Setting %s = %s")
  void setting(String property, String value);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 110,
      value = "The database can't be watched for changes; devices are answered by it directly")
  void watchFailed(@org.jboss.logging.annotations.Cause Throwable cause);
}
