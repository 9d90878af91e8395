package dev.holdfast.bench.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.device.Holdfast;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A process with one device, which looks at lists, performs actions and syncs, and says what memory
 * that took.
 */
public final class WorkingMain {
  private static final int ACTIONS = 200;
  private static final long MEBIBYTE = 1024 * 1024;

  private WorkingMain() {}

  /**
   * Runs, and waits for the end of standard input.
   *
   * @param arguments directory of the store
   * @throws IOException if standard input breaks
   */
  public static void main(String[] arguments) throws IOException {
    try (Holdfast device = Holdfast.at(Path.of(arguments[0])).open(Handheld.key())) {
      device.query("SELECT id, title, status FROM work_order ORDER BY id LIMIT 50");
      List<UUID> visits = Handheld.visits(device).subList(0, ACTIONS);
      for (UUID visit : visits) {
        device.perform(visit, "write", Map.of("note", Handheld.NOTE));
      }
      device.sync();
      long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      System.gc();
      System.out.println(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of("peakMebibytes", peak / MEBIBYTE, "heldMebibytes", used() / MEBIBYTE)));
      while (System.in.read() >= 0) {
        // Its memory is being looked at.
      }
    }
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
