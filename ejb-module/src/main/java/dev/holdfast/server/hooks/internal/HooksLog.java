package dev.holdfast.server.hooks.internal;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature hooks, HF1000 to HF1049. */
@MessageLogger(projectCode = "HF", length = 4)
interface HooksLog extends BasicLogger {
  HooksLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), HooksLog.class, "dev.holdfast.hooks");

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 1000,
      value = "Webhook %s can't be delivered to: %s It is tried again, later each time")
  void receiverFails(UUID webhook, String error);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 1001, value = "Webhook %s is delivered to again after %s failed attempts")
  void receiverIsBack(UUID webhook, int failures);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 1002,
      value =
          "%s message(s) to webhook %s have failed for good; they are sent again when somebody says"
              + " so")
  void givenUp(int messages, UUID webhook);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1003, value = "Messages to webhook %s were interrupted; they go on later")
  void interrupted(UUID webhook, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1004, value = "Messages to webhooks could not be looked for; they are later")
  void turnFailed(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 1005, value = "%s couriers are at work, which is as many as may be")
  void busy(int couriers);
}
