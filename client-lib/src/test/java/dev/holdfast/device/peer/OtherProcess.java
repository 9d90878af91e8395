package dev.holdfast.device.peer;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteJDBCLoader;

/** What another process does with a store. */
public final class OtherProcess {
  private OtherProcess() {}

  /** Opens a store, writes a setting and closes it; says what it found there before. */
  public static String writes(Path store, byte[] key, int value)
      throws IOException, InterruptedException {
    return run("write", store.toString(), new String(key, StandardCharsets.US_ASCII), "" + value);
  }

  /** Whether it gets a lock of a whole file. */
  public static boolean locks(Path file) throws IOException, InterruptedException {
    return Boolean.parseBoolean(run("lock", file.toString()));
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the other process failed: " + out);
    }
    return out.strip();
  }

  /** The other process. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("lock")) {
      try (FileChannel file = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.WRITE)) {
        System.out.println(file.tryLock() != null);
      }
      return;
    }
    SQLiteJDBCLoader.initialize();
    KeyProtection key = KeyProtection.key(arguments[2].getBytes(StandardCharsets.US_ASCII));
    try (Database database = Database.open(Path.of(arguments[1]), key, Long.MAX_VALUE)) {
      database.write(
          connection -> {
            System.out.println(Settings.get(connection, "x", Integer.class).orElse(0));
            Settings.put(connection, "x", Integer.parseInt(arguments[3]));
            return connection;
          });
    }
  }
}
