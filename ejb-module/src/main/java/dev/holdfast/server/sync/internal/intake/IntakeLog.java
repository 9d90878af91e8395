package dev.holdfast.server.sync.internal.intake;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of the action intake, HF0750 to HF0799. */
@MessageLogger(projectCode = "HF", length = 4)
interface IntakeLog extends BasicLogger {
  IntakeLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), IntakeLog.class, "dev.holdfast.intake");

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 750,
      value = "A batch of device %s failed; its %d action(s) are judged one by one now")
  void batchFailed(@Cause Throwable cause, UUID device, int actions);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 751, value = "Incident %s: device %s, action %s could not be judged")
  void actionFailed(@Cause Throwable cause, UUID incident, UUID device, UUID action);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 752,
      value =
          "Device %s, action %s: another transaction is in the way, so the device sends it again: %s")
  void actionWaits(UUID device, UUID action, String failure);

  @LogMessage(level = Logger.Level.INFO)
  @Message(
      id = 753,
      value =
          "Another transaction is in the way of a batch of device %s; its %d action(s) are judged one"
              + " by one now")
  void batchWaits(UUID device, int actions);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 754,
      value =
          "What stands in the way of %d action(s) could not be told; each is looked at by itself now")
  void siftedOneByOne(@Cause Throwable cause, int actions);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 755, value = "What stands in the way of action %s could not be told: %s")
  void notSifted(UUID action, String failure);
}
