package dev.holdfast.bench.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.device.Holdfast;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A process with one device that is kept in sync and has nothing to do. After its first sync, and
 * for each line of standard input, it says how often its threads have begun to wait, as Linux
 * counts it, and how many syncs there were.
 */
public final class IdlingMain {
  private static final String KEEPER = "keeper";

  private IdlingMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments directory of the store; seconds between syncs; {@code doorbell} or {@code
   *     interval}
   * @throws Exception if something fails
   */
  public static void main(String[] arguments) throws Exception {
    try (Holdfast device = Holdfast.at(Path.of(arguments[0])).open(Handheld.key())) {
      if ("interval".equals(arguments[2])) {
        device.restrict(
            new PolicyValues(ReceiveMode.INTERVAL, null, null, null, null, null, null, null));
      }
      AtomicInteger syncs = new AtomicInteger();
      CountDownLatch first = new CountDownLatch(1);
      Duration pause = Duration.ofSeconds(Long.parseLong(arguments[1]));
      Thread keeper =
          new Thread(
              () ->
                  device.syncUntilInterrupted(
                      pause,
                      done -> {
                        syncs.incrementAndGet();
                        first.countDown();
                      },
                      away -> first.countDown()),
              KEEPER);
      keeper.start();
      first.await();
      tell(syncs.get());
      while (System.in.read() >= 0) {
        tell(syncs.get());
      }
      keeper.interrupt();
      keeper.join();
    }
  }

  private static void tell(int syncs) throws IOException {
    System.out.println(
        new ObjectMapper().writeValueAsString(Map.of("waits", waits(), "syncs", syncs)));
  }

  private static long waits() throws IOException {
    long waits = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        waits += waits(task);
      }
    }
    return waits;
  }

  /** Of the device's own threads: what Java does for itself is the same for any application. */
  private static long waits(Path task) throws IOException {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      if (!name.equals(KEEPER) && !name.startsWith("holdfast")) {
        return 0;
      }
      List<String> lines = Files.readAllLines(task.resolve("status"));
      return lines.stream()
          .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (NoSuchFileException e) {
      // It has ended.
      return 0;
    }
  }
}
