package dev.holdfast.server.operations.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature operations, HF0900 to HF0999. */
@MessageLogger(projectCode = "HF", length = 4)
interface OperationsLog extends BasicLogger {
  OperationsLog LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), OperationsLog.class, "dev.holdfast.operations");

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 900, value = "The database does not answer")
  void databaseDown(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 901, value = "The database answers, but its schema can't be read")
  void schemaUnreadable(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 902, value = "Folded the sums of %d bucket(s)")
  void folded(int buckets);

  @LogMessage(level = Logger.Level.INFO)
  @Message(
      id = 903,
      value =
          "Purged %d tombstone(s), %d sum(s), %d line(s) of the sync log, %d alert(s) and %d case(s) in %d ms")
  void purged(long tombstones, long sums, long syncs, long alerts, long cases, long millis);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 904, value = "A purge failed; what it did stays, and the next one goes on")
  void purgeFailed(@Cause Throwable cause);
}
