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
import java.util.List;

/** Gives the doorbell its threads for as long as the server runs. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class DoorbellThread {
  @Resource private ManagedThreadFactory threads;
  @Inject private DoorbellKeeper keeper;
  private List<Thread> running = List.of();

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DoorbellThread() {}

  @PostConstruct
  void start() {
    running =
        List.of(
            thread("holdfast-doorbell", keeper::run),
            thread("holdfast-doorstep", keeper::handOver));
    running.forEach(Thread::start);
  }

  @PreDestroy
  void stop() {
    running.forEach(Thread::interrupt);
  }

  private Thread thread(String name, Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setName(name);
    thread.setDaemon(true);
    return thread;
  }
}
