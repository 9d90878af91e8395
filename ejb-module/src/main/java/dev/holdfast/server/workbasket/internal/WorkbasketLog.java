package dev.holdfast.server.workbasket.internal;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature workbasket, HF0600 to HF0699. */
@MessageLogger(projectCode = "HF", length = 4)
interface WorkbasketLog extends BasicLogger {
  WorkbasketLog LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), WorkbasketLog.class, "dev.holdfast.workbasket");

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 600, value = "All batches are done")
  void batchesDone();

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 601, value = "Incident %s: issue %s of batch %s could not be decided")
  void notDecided(UUID incident, UUID issue, UUID batch, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 602, value = "Batches were interrupted; they go on where they were")
  void interrupted(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 603, value = "This server is being stopped; batch %s goes on later")
  void later(UUID batch);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(
      id = 604,
      value = "Members of workbasket %s could not be told of %s issues by mail; it is tried again")
  void notTold(String workbasket, int issues, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 605,
      value = "Mail of workbasket %s is refused for the address %s of a member, who is not told")
  void noSuchAddress(String workbasket, String address, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(
      id = 606,
      value =
          "Members of workbasket %s are not told of %s issues: that they were not could not be noted")
  void lost(String workbasket, int issues, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 607,
      value = "Issue #%s waited behind one that had been decided on; it is an issue of its own now")
  void stranded(long number);
}
