package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
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
  public void send(String to, String subject, String text) throws UndeliveredException {
    InternetAddress recipient;
    try {
      recipient = new InternetAddress(to, true);
    } catch (AddressException e) {
      throw new UndeliveredException(Refusal.ADDRESS, e);
    }
    try {
      Transport.send(message(recipient, subject, text));
    } catch (SendFailedException e) {
      // The server took the connection; what it refuses for good it lists as invalid.
      Address[] invalid = e.getInvalidAddresses();
      throw new UndeliveredException(
          invalid != null && invalid.length > 0 ? Refusal.ADDRESS : Refusal.MAIL, e);
    } catch (NamingException | MessagingException e) {
      throw new UndeliveredException(Refusal.ALL, e);
    }
  }

  @SuppressWarnings("BanJNDI") // the name is a constant
  private MimeMessage message(InternetAddress to, String subject, String text)
      throws NamingException, MessagingException {
    // Looked up when it is needed: a server without mail has no such session.
    Session session = InitialContext.doLookup(SESSION);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.get(WorkbasketSettings.MAIL_FROM), true));
    message.addRecipient(Message.RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setSentDate(Date.from(clock.instant()));
    return message;
  }
}
