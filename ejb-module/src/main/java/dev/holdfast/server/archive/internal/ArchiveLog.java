package dev.holdfast.server.archive.internal;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature archive, HF1100 to HF1199. */
@MessageLogger(projectCode = "HF", length = 4)
interface ArchiveLog extends BasicLogger {
  ArchiveLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), ArchiveLog.class, "dev.holdfast.archive");

  @LogMessage(level = Logger.Level.ERROR)
  @Message(
      id = 1100,
      value = "The retention of case %s is over, but its history does not verify; it is kept")
  void suspect(UUID caseId);
}
