package dev.holdfast.rest.problem;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the API says in the log. */
@MessageLogger(projectCode = "HF", length = 4)
public interface RestMessages {
  /** The logger. */
  RestMessages LOG = Logger.getMessageLogger(RestMessages.class, "dev.holdfast.rest");

  /** Something failed that nobody expected; the client knows the id only. */
  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 801, value = "Incident %s")
  void incident(String id, @Cause Throwable cause);

  /** The database, or the way to it, is away. */
  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 802, value = "Answered 'unavailable': %s")
  void unavailable(String cause);

  /** A client went away in the middle of a stream; it goes on from there the next time. */
  @LogMessage(level = Logger.Level.DEBUG)
  @Message(id = 803, value = "The client left a stream: %s")
  void clientLeft(String cause);
}
