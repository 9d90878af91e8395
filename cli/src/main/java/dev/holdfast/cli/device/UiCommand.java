package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.desktop.DesktopStart;
import dev.holdfast.desktop.Preferences;
import dev.holdfast.desktop.entry.StoreDoor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device ui}: the reference device application. */
@Command(
    name = "ui",
    description =
        "Open a window to work in: sign in or unlock, work on cases, sync. Ends when it is closed.")
final class UiCommand extends StoreTask {
  private static final int FULL = 100;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description =
          "Language of the window and of the package's labels, such as en, de, es or de-AT; that of the system by default.")
  private @Nullable String language;

  @Option(names = "--dark", description = "Light letters on dark.")
  private boolean dark;

  @Option(
      names = "--size",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "Size of everything, from 75 to 300 percent (default: ${DEFAULT-VALUE}).")
  private int size = FULL;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server that a first sign-in suggests.")
  private @Nullable String server;

  @Override
  ExitCode run(DeviceCommand command) throws CommandException {
    StoreDoor door = command.door(server);
    Preferences preferences = new Preferences(locale(), dark, size);
    if (!DesktopStart.hasScreen()) {
      throw new CommandException(
          ExitCode.FAILED,
          "There is no screen, or this Java can't draw: run it in a desktop session, with a Java that is not headless (Debian: apt-get install openjdk-17-jre).");
    }
    return command
        .interruption()
        .during(
            () -> {
              try {
                DesktopStart.run(door, preferences, command.connection());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return ExitCode.DONE;
            });
  }

  private Locale locale() {
    if (language == null) {
      return Locale.getDefault();
    }
    Locale locale = Locale.forLanguageTag(language);
    if (locale.getLanguage().isEmpty()) {
      throw new IllegalArgumentException(
          "--language: \"%s\" is no language; give one such as en, de or es.".formatted(language));
    }
    return locale;
  }
}
