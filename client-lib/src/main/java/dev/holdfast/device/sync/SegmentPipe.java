package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.store.Segment;
import dev.holdfast.device.store.Undertaking;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments one after the other in a thread of its own, a few ahead of who takes them. It
 * ends with its thread: closing cuts what is on its way.
 */
final class SegmentPipe implements AutoCloseable {
  private static final int AHEAD = 2;
  private static final long GLANCE_MILLIS = 100;

  private final List<Segment> segments;
  private final SegmentSource source;
  private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile boolean stopped;

  /** Either of both, or none: the end. */
  private record Item(SegmentFetch.@Nullable Fetched fetched, @Nullable Throwable failure) {}

  SegmentPipe(List<Segment> segments, SegmentSource source) {
    this.segments = segments;
    this.source = source;
    this.thread = new Thread(this::run, "holdfast-segments");
    thread.setDaemon(true);
    thread.start();
  }

  /** Fetches no more than what is on its way. */
  void stop() {
    stopped = true;
  }

  /**
   * The next segment, empty if there is none any more.
   *
   * @throws IOException as the source threw it; likewise whatever else it threw
   * @throws CancelledException if it is to end
   */
  Optional<SegmentFetch.Fetched> next(Undertaking undertaking) throws IOException {
    Item item = null;
    try {
      while (item == null) {
        undertaking.check();
        item = ready.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(e);
    }
    if (item.fetched() != null || item.failure() == null) {
      return Optional.ofNullable(item.fetched());
    }
    Throwable failure = item.failure();
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(failure);
  }

  private void run() {
    Set<Long> lost = new HashSet<>();
    try {
      for (Segment segment : segments) {
        if (stopped) {
          break;
        }
        SegmentFetch.Fetched fetched =
            lost.contains(segment.generation())
                ? new SegmentFetch.Fetched(segment, null)
                : source.fetch(segment);
        if (fetched.rows() == null) {
          lost.add(segment.generation());
        }
        ready.put(new Item(fetched, null));
      }
      ready.put(new Item(null, null));
    } catch (InterruptedException e) {
      // Closed: nobody takes anything any more.
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      pass(e);
    }
  }

  private void pass(Throwable failure) {
    try {
      ready.put(new Item(null, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    source.cut();
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
