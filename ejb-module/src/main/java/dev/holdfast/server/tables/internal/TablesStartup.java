package dev.holdfast.server.tables.internal;

import dev.holdfast.server.tables.api.Capture;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Puts capture in order when the server starts, for example after an upgrade. */
@Singleton(name = TablesStartup.NAME)
@Startup
@DependsOn("PlatformStartup")
public class TablesStartup {
  /** Name of this bean, for {@code @DependsOn}. */
  public static final String NAME = "TablesStartup";

  private Capture capture;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected TablesStartup() {}

  @Inject
  TablesStartup(Capture capture) {
    this.capture = capture;
  }

  @PostConstruct
  void start() {
    capture.refresh();
  }
}
