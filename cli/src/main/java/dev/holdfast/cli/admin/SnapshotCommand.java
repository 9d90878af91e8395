package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast admin snapshot}. */
@Command(
    name = "snapshot",
    description =
        "Make a file from which any number of new devices begin: all that somebody holds of an"
            + " application. Without this server nobody can read it.")
final class SnapshotCommand extends AdminGroup implements Callable<Integer> {
  private static final String MEDIA_TYPE = "application/vnd.holdfast.snapshot";

  @Option(names = "--application", paramLabel = "A", required = true, description = "Of which.")
  private String application = "";

  @Option(names = "--user", paramLabel = "U", description = "What this user's devices hold.")
  private @Nullable String user;

  @Option(
      names = "--roles",
      paramLabel = "a,b",
      description = "What a user with these roles would hold; with --set.")
  private @Nullable String roles;

  @Option(
      names = "--set",
      paramLabel = "attr=v,...",
      description = "An attribute's values; may be repeated.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(names = "--out", paramLabel = "F", required = true, description = "The file to be made.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws CommandException {
    if ((user == null) == (roles == null) || user != null && !attributes.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "Say whose data: --user U, or --roles a,b with --set attr=v,...");
    }
    Path made = Objects.requireNonNull(file);
    long bytes =
        NewFile.write(made, out -> api().download("/admin/snapshots", order(), MEDIA_TYPE, out));
    output()
        .result(
            Map.of("file", made.toString(), "bytes", bytes),
            "Wrote %d bytes to %s. Devices use it by holdfast device sync --snapshot FILE."
                .formatted(bytes, made));
    return ExitCode.DONE.code();
  }

  private Map<String, Object> order() {
    if (user != null) {
      return Map.of("application", application, "user", user);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    attributes.forEach((name, text) -> values.put(name, Inputs.values(text)));
    return Map.of(
        "application",
        application,
        "roles",
        Inputs.values(Objects.requireNonNull(roles)),
        "attributes",
        values);
  }
}
