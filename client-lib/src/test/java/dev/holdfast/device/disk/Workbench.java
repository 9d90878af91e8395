package dev.holdfast.device.disk;

import dev.holdfast.kernel.wire.WireJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Compiles the watched disk, and has a process that uses it. */
final class Workbench implements AutoCloseable {
  private static final String SOURCE = "disk.c";

  private final Path log;
  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  /**
   * Starts the process.
   *
   * @param directory empty
   */
  Workbench(Path directory) throws IOException, InterruptedException {
    Path here = directory.toRealPath();
    Path library = compile(here);
    this.log = here.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TestedProcess.class.getName())
            .redirectError(log.toFile());
    builder.environment().put("LD_PRELOAD", library.toString());
    builder
        .environment()
        .put(Disk.DIRECTORY, Files.createDirectory(here.resolve("disk")).toString());
    this.process = builder.start();
    this.to = process.outputWriter(StandardCharsets.UTF_8);
    this.from = process.inputReader(StandardCharsets.UTF_8);
  }

  private static Path compile(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve(SOURCE);
    try (InputStream in = Workbench.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path library = directory.resolve("disk.so");
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  List.of(
                      "cc",
                      "-shared",
                      "-fPIC",
                      "-O1",
                      "-Wall",
                      "-o",
                      library.toString(),
                      source.toString(),
                      "-ldl",
                      "-lpthread"))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "A C compiler is needed to test the store on a disk that fails: cc is not there. Install it"
              + " (Debian: apt-get install gcc libc6-dev).",
          e);
    }
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compiler.waitFor() != 0) {
      throw new AssertionError("disk.c can't be compiled by cc:\n" + said);
    }
    return library;
  }

  /** Has a story tried. */
  Report ask(String what, int most, String story) throws IOException {
    to.write("%s %d %s%n".formatted(what, most, story));
    to.flush();
    String answer = from.readLine();
    if (answer == null) {
      throw new AssertionError("The process has ended:\n" + Files.readString(log));
    }
    return WireJson.mapper().readValue(answer, Report.class);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    to.close();
    process.waitFor();
  }
}
