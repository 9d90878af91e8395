package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Memory of processes, as Linux counts it. */
public final class Memory {
  private static final int KIBIBYTES = 1024;

  private Memory() {}

  /** What these processes have resident now, in MiB. */
  public static long resident(Collection<Long> processes) throws IOException {
    return sum(processes, "VmRSS:");
  }

  /** The most that each of these processes has ever had resident, added up, in MiB. */
  public static long most(Collection<Long> processes) throws IOException {
    return sum(processes, "VmHWM:");
  }

  private static long sum(Collection<Long> processes, String what) throws IOException {
    long kibibytes = 0;
    for (long process : processes) {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process), "status"))) {
        if (line.startsWith(what)) {
          kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return kibibytes / KIBIBYTES;
  }
}
