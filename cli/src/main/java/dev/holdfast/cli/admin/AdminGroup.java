package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.rest.ApiClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** What the commands under {@code admin} share. */
abstract class AdminGroup {
  @ParentCommand private @Nullable AdminCommand admin;

  /** A new session. */
  ApiClient api() throws CommandException {
    return admin().connect();
  }

  /** Where results go. */
  Output output() {
    return admin().output();
  }

  private AdminCommand admin() {
    return Objects.requireNonNull(admin);
  }
}
