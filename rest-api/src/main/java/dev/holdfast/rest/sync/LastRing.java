package dev.holdfast.rest.sync;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Lets devices leave the door before the application ends. */
@WebListener
public class LastRing implements ServletContextListener {
  @Inject private OpenWires wires;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public LastRing() {}

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    wires.end();
  }
}
