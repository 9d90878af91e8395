package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks every so often whether there is something to tell by mail; never without a sender. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private IssueMail mail;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected MailTimer() {}

  @PostConstruct
  void start() {
    if (!settings.get(WorkbasketSettings.MAIL_FROM).isEmpty()) {
      long millis = settings.get(WorkbasketSettings.MAIL_INTERVAL).toMillis();
      timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
    }
  }

  @Timeout
  void tell() {
    mail.tell();
  }
}
