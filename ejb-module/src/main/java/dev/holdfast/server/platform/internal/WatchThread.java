package dev.holdfast.server.platform.internal;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/** Gives the watcher its thread for as long as the server runs. */
@Singleton
@jakarta.ejb.Startup
@DependsOn(Startup.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
public class WatchThread {
  @Resource private ManagedThreadFactory threads;
  @Inject private Watcher watcher;
  private Thread thread;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WatchThread() {}

  @PostConstruct
  void start() {
    thread = threads.newThread(watcher::run);
    thread.setName("holdfast-watcher");
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
