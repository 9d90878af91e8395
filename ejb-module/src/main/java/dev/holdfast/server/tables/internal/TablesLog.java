package dev.holdfast.server.tables.internal;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature tables, HF0400 to HF0499. */
@MessageLogger(projectCode = "HF", length = 4)
interface TablesLog extends BasicLogger {
  TablesLog LOG =
      Logger.getMessageLogger(
          java.lang.invoke.MethodHandles.lookup(), TablesLog.class, "dev.holdfast.tables");

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 400, value = "Capture of %s/%s installed: %d row(s) entered")
  void filled(String application, String unit, long rows);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 401, value = "Capture of %s can't be kept: %s %s")
  void broken(String application, String path, String message);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 402, value = "Capture of %s was suspect (%s): missing %d, extra %d, different %d")
  void suspect(String unit, String reasons, long missing, long extra, long different);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 403, value = "Capture %s dropped: no active package uses it")
  void dropped(String unit);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 404, value = "Capture %s: %s failed and is tried again: %s")
  void failed(String unit, String what, String message);
}
