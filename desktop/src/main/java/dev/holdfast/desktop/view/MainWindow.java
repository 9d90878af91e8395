package dev.holdfast.desktop.view;

import dev.holdfast.desktop.Preferences;
import dev.holdfast.desktop.entry.EntryPresenter;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Look;
import java.awt.ComponentOrientation;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;

/** The window. It is drawn anew, with all that is in it, when the user wants it otherwise. */
public final class MainWindow {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 820;

  private final JFrame frame = new JFrame("Holdfast");
  private final Wishes wishes;
  private Preferences preferences;
  private @Nullable Workplace place;

  /** What the user wants of the window. */
  public interface Wishes {
    /** It is to look otherwise. */
    void prefer(Preferences other);

    /** The store is to be locked. */
    void lock();

    /** Somebody is to sign in again. */
    void signIn();

    /** It is to be closed. */
    void close();
  }

  /**
   * A window that is not seen yet.
   *
   * @param preferences how the user likes it
   * @param wishes told what the user wants of it
   */
  public MainWindow(Preferences preferences, Wishes wishes) {
    this.preferences = preferences;
    this.wishes = wishes;
    frame.setName("holdfast");
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            Workplace present = place;
            if (present == null) {
              wishes.close();
            } else {
              Leaving.ask(frame, present, wishes::close);
            }
          }
        });
  }

  /** Shows the way in. */
  public void show(EntryPresenter entry, Texts texts) {
    place = null;
    show(new EntryView(entry, texts));
  }

  /** Shows where the user works. */
  public void show(Workplace work) {
    place = work;
    frame.getRootPane().setDefaultButton(null);
    show(new WorkplaceView(work, wishes, this::askPreferences));
  }

  private void show(JComponent content) {
    frame.setContentPane(content);
    frame.applyComponentOrientation(ComponentOrientation.getOrientation(preferences.language()));
    if (!frame.isVisible()) {
      frame.setSize(new Dimension(Look.gap(WIDTH), Look.gap(HEIGHT)));
      Dimension screen = frame.getToolkit().getScreenSize();
      frame.setSize(
          Math.min(frame.getWidth(), screen.width), Math.min(frame.getHeight(), screen.height));
      frame.setMinimumSize(new Dimension(Look.gap(720), Look.gap(480)));
      frame.setLocationRelativeTo(null);
      frame.setVisible(true);
    }
    frame.revalidate();
    frame.repaint();
  }

  /** The user likes it otherwise from now on; whatever is shown next is shown so. */
  public void prefer(Preferences other) {
    preferences = other;
  }

  private void askPreferences() {
    Workplace present = place;
    if (present == null) {
      return;
    }
    Optional<Preferences> other = SettingsView.ask(frame, present.session().texts(), preferences);
    other.ifPresent(chosen -> Leaving.ask(frame, present, () -> wishes.prefer(chosen)));
  }

  /** The window itself, for whoever looks at it. */
  public JFrame frame() {
    return frame;
  }

  /** Takes it away. */
  public void close() {
    frame.dispose();
  }
}
