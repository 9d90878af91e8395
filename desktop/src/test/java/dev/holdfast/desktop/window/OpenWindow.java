package dev.holdfast.desktop.window;

import dev.holdfast.desktop.Desktop;
import dev.holdfast.desktop.Preferences;
import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.sync.Metering;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.device.api.ConnectionKind;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import javax.swing.JList;

/** A window that is open, and whoever looks at it. */
public final class OpenWindow implements AutoCloseable {
  private final Desktop desktop;
  private final Screen screen;

  private OpenWindow(Desktop desktop) {
    this.desktop = desktop;
    this.screen = new Screen(() -> desktop.window().frame());
  }

  /** Opens the window of a store. */
  public static OpenWindow of(StoreDoor door, Clock clock, Preferences preferences) {
    return new OpenWindow(
        Screen.onScreen(
            () ->
                Desktop.open(
                    door,
                    preferences,
                    new Desktop.Surroundings(
                        Tasks.ofWindow(), clock, new Metering(ConnectionKind.UNKNOWN), false))));
  }

  /** The same in light English of the usual size. */
  public static OpenWindow of(StoreDoor door, Clock clock) {
    return of(door, clock, new Preferences(Locale.ENGLISH, false, 100));
  }

  /** Who looks at it. */
  public Screen screen() {
    return screen;
  }

  /** Signs in to a new device. */
  public void signIn(String server, String user, String password, String passphrase) {
    screen.type("entry.server", server);
    screen.type("entry.user", user);
    screen.type("entry.password", password);
    screen.type("entry.passphrase", passphrase);
    screen.type("entry.repeat", passphrase);
    screen.click("entry.go");
    screen.get(JList.class, "cases");
  }

  /** Unlocks a device. */
  public void unlock(String passphrase) {
    screen.type("entry.passphrase", passphrase);
    screen.click("entry.go");
  }

  /** Syncs, and waits for its end. */
  public void sync() {
    screen.click("sync.now");
    Screen.until("the sync has ended", () -> !place().sync().state().get().isRunning());
  }

  /** Where the user works. */
  public Workplace place() {
    return Screen.onScreen(() -> Objects.requireNonNull(desktop.place()));
  }

  /** The user likes it otherwise. */
  public void prefer(Preferences other) {
    Screen.onScreen(
        () -> {
          desktop.prefer(other);
          return other;
        });
  }

  @Override
  public void close() {
    Screen.onScreen(
        () -> {
          desktop.close();
          return desktop;
        });
    desktop.end().join();
  }
}
