package dev.holdfast.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What commands take in. */
final class Inputs {
  private Inputs() {}

  /** A text file in UTF-8. */
  static String text(Path file) throws CommandException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new CommandException(ExitCode.USAGE, file + " is not UTF-8 text.", e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "Can't read %s (%s).".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  /** A document that the server sent as text. */
  static JsonNode json(String text) throws CommandException {
    try {
      return WireJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new CommandException(
          ExitCode.FAILED, "The server's answer can't be read: " + e.getOriginalMessage(), e);
    }
  }

  /** Values by comma; none for an empty text. */
  static List<String> values(String text) {
    return List.of(text.split(",")).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
