package dev.holdfast.desktop;

import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.desktop.sync.Metering;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.device.api.ConnectionKind;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.swing.SwingUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window in this process, for whoever starts the application. */
public final class DesktopStart {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopStart.class);

  private DesktopStart() {}

  /** Whether there is a screen, and the part of Java that draws on it. */
  public static boolean hasScreen() {
    if (GraphicsEnvironment.isHeadless()) {
      return false;
    }
    try {
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
      return true;
    } catch (AWTError | LinkageError e) {
      // A display is named and nobody answers there, or this Java lacks what draws.
      LOG.debug("No window can be opened.", e);
      return false;
    }
  }

  /**
   * Opens the window and waits until it is closed.
   *
   * @param connection what the connection is, as far as who starts it knows
   * @throws InterruptedException if the thread is interrupted; the window is closed then
   */
  public static void run(StoreDoor door, Preferences preferences, ConnectionKind connection)
      throws InterruptedException {
    Desktop.Surroundings surroundings =
        new Desktop.Surroundings(
            Tasks.ofWindow(), Clock.systemDefaultZone(), new Metering(connection), true);
    CompletableFuture<Desktop> opened =
        CompletableFuture.supplyAsync(
            () -> Desktop.open(door, preferences, surroundings), SwingUtilities::invokeLater);
    try {
      opened.get().end().get();
    } catch (InterruptedException e) {
      opened.thenAccept(desktop -> SwingUtilities.invokeLater(desktop::close));
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The window could not be opened.", e.getCause());
    }
  }
}
