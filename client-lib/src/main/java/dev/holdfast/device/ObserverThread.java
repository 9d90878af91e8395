package dev.holdfast.device;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls subscribers, if the application does not say who does: one thread, which is there when
 * there is something to call, and goes by itself.
 */
final class ObserverThread {
  private ObserverThread() {}

  /** One that is not there yet. */
  static Executor make() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ObserverThread::thread);
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "holdfast-observers");
    thread.setDaemon(true);
    return thread;
  }
}
