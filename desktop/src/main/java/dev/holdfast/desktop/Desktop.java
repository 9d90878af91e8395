package dev.holdfast.desktop;

import dev.holdfast.desktop.entry.EntryPresenter;
import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.sync.Metering;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.text.Times;
import dev.holdfast.desktop.view.MainWindow;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.device.Holdfast;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The application: a window for one store, from the way in to its end. Belongs to the screen's
 * thread.
 */
public final class Desktop implements MainWindow.Wishes {
  private final StoreDoor door;
  private final Surroundings surroundings;
  private final MainWindow window;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Preferences preferences;
  private @Nullable EntryPresenter entry;
  private @Nullable Workplace place;
  private @Nullable Holdfast holdfast;

  /**
   * What is around the window.
   *
   * @param tasks where work is done
   * @param clock the device's, with the zone in which the user lives
   * @param metering what the connection is
   * @param keepsInSync whether the device is kept in sync while somebody works
   */
  public record Surroundings(Tasks tasks, Clock clock, Metering metering, boolean keepsInSync) {}

  private Desktop(StoreDoor door, Preferences preferences, Surroundings surroundings) {
    this.door = door;
    this.preferences = preferences;
    this.surroundings = surroundings;
    this.window = new MainWindow(preferences, this);
  }

  /** Opens a window; on the screen's thread. */
  public static Desktop open(StoreDoor door, Preferences preferences, Surroundings surroundings) {
    Look.install(preferences.isDark(), preferences.percent());
    Desktop desktop = new Desktop(door, preferences, surroundings);
    desktop.enter();
    return desktop;
  }

  /** Completed when the window is closed and the store, too. */
  public CompletableFuture<Void> end() {
    return end;
  }

  /** The window. */
  public MainWindow window() {
    return window;
  }

  /** Where somebody works, null while nobody does. */
  public @Nullable Workplace place() {
    return place;
  }

  private EntryPresenter enter() {
    Texts texts = new Texts(preferences.language());
    EntryPresenter next =
        new EntryPresenter(
            door,
            new EntryPresenter.Surroundings(
                surroundings.tasks(), texts, surroundings.clock(), surroundings.metering()),
            this::opened);
    entry = next;
    window.show(next, texts);
    return next;
  }

  private void opened(Holdfast open) {
    entry = null;
    holdfast = open;
    work(open);
  }

  private void work(Holdfast open) {
    Texts texts = new Texts(preferences.language());
    FieldTexts values = new FieldTexts(texts, new Times(texts, surroundings.clock()));
    Workplace next =
        new Workplace(
            new Session(open, surroundings.tasks(), texts, values), surroundings.metering());
    place = next;
    window.show(next);
    if (surroundings.keepsInSync()) {
      next.keepInSync();
    }
  }

  @Override
  public void prefer(Preferences other) {
    preferences = other;
    Look.install(other.isDark(), other.percent());
    window.prefer(other);
    Workplace present = place;
    Holdfast open = holdfast;
    if (present != null && open != null) {
      present.leave();
      work(open);
    }
  }

  @Override
  public void lock() {
    Holdfast open = leave();
    if (open != null) {
      surroundings.tasks().store().execute(open::close);
    }
    enter();
  }

  @Override
  public void signIn() {
    Holdfast open = leave();
    if (open != null) {
      enter().resume(open);
    }
  }

  private @Nullable Holdfast leave() {
    Workplace present = place;
    if (present != null) {
      present.leave();
    }
    place = null;
    Holdfast open = holdfast;
    holdfast = null;
    return open;
  }

  @Override
  public void close() {
    EntryPresenter way = entry;
    if (way != null) {
      way.close();
    }
    Holdfast open = leave();
    window.close();
    surroundings
        .tasks()
        .store()
        .execute(
            () -> {
              if (open != null) {
                open.close();
              }
              end.complete(null);
            });
  }
}
