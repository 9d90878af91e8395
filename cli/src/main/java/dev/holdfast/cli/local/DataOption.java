package dev.holdfast.cli.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --data}. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".holdfast",
      description = "Where the local server keeps everything (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of(".holdfast");

  /** The directory, absolute. */
  public DataDirectory directory() {
    return DataDirectory.of(path);
  }
}
