package dev.holdfast.server.identity.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature identity, HF0200 to HF0299. */
@MessageLogger(projectCode = "HF", length = 4)
interface IdentityLog extends BasicLogger {
  IdentityLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), IdentityLog.class, "dev.holdfast.identity");

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 200, value = "Added the first administrator, %s, with the password from the file")
  void administratorAdded(String user);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 201, value = "There is no user. Set %s to a file with a password and start again")
  void noAdministrator(String property);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 212, value = "Device %s has left (%s); actions that it had not sent: %s")
  void left(java.util.UUID device, String how, String unsent);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 211, value = "The last contact of %d device(s) was not written")
  void contactsLost(int devices, @org.jboss.logging.annotations.Cause Throwable cause);
}
