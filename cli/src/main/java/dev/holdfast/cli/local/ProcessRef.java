package dev.holdfast.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as it is remembered in a file. The system reuses process ids, so a process counts as
 * the remembered one only if it was started at the same instant.
 *
 * @param pid process id
 * @param startedAt when the system says that it was started
 */
public record ProcessRef(long pid, Instant startedAt) {
  /** The system derives start times from its boot time, which wanders a little with the clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Remembers a running process. */
  public static ProcessRef of(ProcessHandle process) {
    return new ProcessRef(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
  }

  /** Whether it still runs. */
  public boolean alive() {
    return find().isPresent();
  }

  /**
   * Asks the process to end, and ends it by force when it takes longer than the grace period. Does
   * nothing if it has ended or if its id belongs to another process by now.
   */
  public void end(Duration grace) {
    find()
        .ifPresent(
            process -> {
              process.destroy();
              if (!ends(process, grace)) {
                process.destroyForcibly();
                ends(process, Duration.ofSeconds(10));
              }
            });
  }

  private boolean isTheSame(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(found -> Duration.between(found, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  private static boolean ends(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
