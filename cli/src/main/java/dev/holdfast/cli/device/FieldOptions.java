package dev.holdfast.cli.device;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --set}. */
final class FieldOptions {
  @Option(
      names = "--set",
      paramLabel = "f=v",
      description = "Value of a field; may be given several times, an empty one removes it.")
  private Map<String, String> typed = new LinkedHashMap<>();

  /** What was typed, by field. */
  Map<String, String> typed() {
    return typed;
  }
}
