package dev.holdfast.rest.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of devices at the door. When the server ends they end while the container can
 * still end them: what comes later it logs as an error each. Thread-safe.
 */
@ApplicationScoped
public class OpenWires {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Set<EventWire> open = new HashSet<>();

  /** Knows a connection until it has ended. */
  void add(EventWire wire, AsyncContext context) {
    synchronized (open) {
      open.add(wire);
    }
    context.addListener(
        new AsyncListener() {
          @Override
          public void onComplete(AsyncEvent event) {
            remove(wire);
          }

          @Override
          public void onError(AsyncEvent event) {
            remove(wire);
          }

          @Override
          public void onTimeout(AsyncEvent event) {
            // There is no timeout.
          }

          @Override
          public void onStartAsync(AsyncEvent event) {
            // It has begun before.
          }
        });
  }

  private void remove(EventWire wire) {
    synchronized (open) {
      open.remove(wire);
      open.notifyAll();
    }
  }

  /** Ends all of them, and waits a little until that is done. */
  void end() {
    List<EventWire> wires;
    synchronized (open) {
      wires = List.copyOf(open);
    }
    wires.forEach(EventWire::close);
    long end = System.nanoTime() + LONGEST.toNanos();
    synchronized (open) {
      try {
        for (long left = LONGEST.toMillis();
            left > 0 && !open.isEmpty();
            left = (end - System.nanoTime()) / 1_000_000) {
          open.wait(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
