package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Generated passwords, one file each, readable by their owner only.
 *
 * @param directory where they are
 */
public record Secrets(Path directory) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Letters and digits that nobody confuses when reading them out. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 24;

  /** The file of a user's password. */
  public Path file(String user) {
    return directory.resolve(user + ".password");
  }

  /**
   * A user's password, generated at the first call.
   *
   * @throws CommandException if it can't be read or written
   */
  public String password(String user) throws CommandException {
    Path file = file(user);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createDirectory(directory);
        PrivateFiles.write(file, generate() + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't read or write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String generate() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
