package dev.holdfast.server.contents.internal;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of feature contents, HF1200 to HF1299. */
@MessageLogger(projectCode = "HF", length = 4)
interface ContentsLog extends BasicLogger {
  ContentsLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), ContentsLog.class, "dev.holdfast.contents");

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 1200,
      value = "Scanner %s failed on content %s, which waits until it can be asked again")
  void scannerFailed(String scanner, String content, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 1201, value = "Scanner %s took longer than %s for content %s, which waits")
  void scannerSlow(String scanner, Duration limit, String content);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 1202, value = "Scanner %s refused content %s: %s")
  void scannerRefused(String scanner, String content, String words);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1203, value = "Upkeep of contents failed; the next turn goes on")
  void upkeepFailed(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 1204, value = "Removed %s upload(s) that were over and %s content(s) without use")
  void removed(long uploads, long contents);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 1205, value = "Complete contents belong into %s")
  void store(String place);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 1206, value = "Moved content %s (%s bytes) into %s")
  void moved(String content, long bytes, String place);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 1207,
      value = "The store of contents can't be reached; nothing is lost, and it is tried again")
  void storeAway(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1208, value = "The bytes of content %s are not what its id says, or not there")
  void contentDamaged(String content, @Cause Throwable cause);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(id = 1209, value = "Moving contents failed; the next turn goes on")
  void moverFailed(@Cause Throwable cause);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 1220,
      value = "No thumbnail of content %s now; it is tried again when it is asked for")
  void notDrawn(String content, @Cause Throwable cause);
}
