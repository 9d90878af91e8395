package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends through the mail session of WildFly that {@code mail.cli} configures. */
@ApplicationScoped
public class SessionPost implements Post {
  private static final String SESSION = "java:jboss/mail/Holdfast";

  private Settings settings;
  private Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected SessionPost() {}

  /** Sends from the address of a setting. */
  @Inject
  public SessionPost(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("BanJNDI") // the name is a constant
  public void send(Set<String> to, String subject, String text) throws UndeliveredException {
    try {
      // Looked up when it is needed: a server without mail has no such session.
      Session session = InitialContext.doLookup(SESSION);
      MimeMessage message = new MimeMessage(session);
      message.setFrom(new InternetAddress(settings.get(WorkbasketSettings.MAIL_FROM), true));
      for (String address : to) {
        message.addRecipient(Message.RecipientType.BCC, new InternetAddress(address, true));
      }
      message.setSubject(subject, "UTF-8");
      message.setText(text, "UTF-8");
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setSentDate(Date.from(clock.instant()));
      Transport.send(message);
    } catch (NamingException | MessagingException e) {
      throw new UndeliveredException(e);
    }
  }
}
