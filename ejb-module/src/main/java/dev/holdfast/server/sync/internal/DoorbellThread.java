package dev.holdfast.server.sync.internal;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/** Gives the doorbell its thread for as long as the server runs. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class DoorbellThread {
  @Resource private ManagedThreadFactory threads;
  @Inject private DoorbellKeeper keeper;
  private Thread thread;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DoorbellThread() {}

  @PostConstruct
  void start() {
    thread = threads.newThread(keeper::run);
    thread.setName("holdfast-doorbell");
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
