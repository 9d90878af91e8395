package dev.holdfast.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where the tests' PostgreSQL servers keep their files. Hundreds of databases are 100,000 files,
 * which take longer to delete than a virtual machine may take to end; so the next one deletes them,
 * while its tests run. Several may run beside each other: a directory's name begins with its
 * virtual machine's process.
 */
final class DataDirectories {
  private static final Path ALL = Path.of("target", "postgres");

  private DataDirectories() {}

  /** One that nobody else has. */
  static Path next() throws IOException {
    Files.createDirectories(ALL);
    List<Path> left;
    try (Stream<Path> all = Files.list(ALL)) {
      left = all.filter(directory -> !isInUse(directory)).toList();
    }
    Thread thread =
        new Thread(() -> left.forEach(DataDirectories::delete), "deletes-old-databases");
    thread.setDaemon(true);
    thread.start();
    return ALL.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID()).toAbsolutePath();
  }

  private static boolean isInUse(Path directory) {
    String pid = directory.getFileName().toString().split("-", 2)[0];
    // Earlier versions named it otherwise.
    return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
