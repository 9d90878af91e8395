package dev.holdfast.admin.shell;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the console tells the server's log. */
@MessageLogger(projectCode = "HFCON", length = 4)
interface ConsoleLog extends BasicLogger {
  ConsoleLog LOG = Logger.getMessageLogger(ConsoleLog.class, "dev.holdfast.admin");

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1, value = "Incident %s: the page %s failed")
  void incident(String incident, String page, @Cause Throwable cause);
}
