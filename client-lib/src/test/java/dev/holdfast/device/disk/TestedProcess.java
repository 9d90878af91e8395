package dev.holdfast.device.disk;

import dev.holdfast.kernel.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The process into which the watched disk is loaded. It is asked a line each, {@code WHAT MOST
 * STORY}, and answers with a {@link Report} in a line. It ends with its input.
 */
public final class TestedProcess {
  private final Path root;
  private final Disk disk;
  private final Map<String, Recording> recordings = new HashMap<>();
  private int asked;

  private TestedProcess(Path root) {
    this.root = root;
    this.disk = new Disk(root);
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    TestedProcess process = new TestedProcess(Path.of(System.getenv(Disk.DIRECTORY)));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 3);
      Report report = process.report(words[0], Integer.parseInt(words[1]), words[2]);
      System.out.println(WireJson.mapper().writeValueAsString(report));
    }
  }

  private Report report(String what, int most, String name) throws IOException {
    Recording recording = recordings.get(name);
    Path directory = Files.createDirectories(root.resolve("asked-" + ++asked));
    if (recording == null) {
      recording = Recording.of(Stories.named(name), disk, directory.resolve("recorded"));
      recordings.put(name, recording);
    }
    Trial trial = new Trial(directory, most, name.hashCode());
    return switch (what) {
      case "kill" -> new Kills(recording, trial).report();
      case "cut" -> new PowerCuts(recording, trial).report();
      case "fail" -> new Failures(recording, disk, trial).report();
      default -> throw new IllegalArgumentException(what);
    };
  }
}
