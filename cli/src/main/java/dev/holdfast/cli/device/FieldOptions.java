package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.device.Holdfast;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --set} and {@code --attach}. */
final class FieldOptions {
  @Option(
      names = "--set",
      paramLabel = "f=v",
      description = "Value of a field; may be given several times, an empty one removes it.")
  private Map<String, String> typed = new LinkedHashMap<>();

  @Option(
      names = "--attach",
      paramLabel = "f=FILE",
      description =
          "A file for a field of type attachment; may be given several times. What it is is told by"
              + " its name; holdfast device attach says it otherwise.")
  private Map<String, Path> attached = new LinkedHashMap<>();

  /**
   * What was typed, by field, as a case type's fields want it; files are copied into the store.
   *
   * @param type the case type, or {@code application/type}
   */
  Map<String, @Nullable Object> read(Holdfast holdfast, String type, DeviceTask task)
      throws CommandException {
    Map<String, @Nullable Object> values = new HashMap<>(holdfast.readFields(type, typed));
    for (Map.Entry<String, Path> file : attached.entrySet()) {
      values.put(file.getKey(), AttachCommand.attach(holdfast, file.getValue(), null, task));
    }
    return values;
  }
}
