package dev.holdfast.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/**
 * Looks at a window and uses it as a person does, by the names of its parts and on the thread that
 * draws. Nothing sleeps: what comes later is looked for until it is there.
 */
public final class Screen {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BETWEEN_LOOKS = 5_000_000;

  private final Supplier<? extends Container> root;

  /** Looks at this. */
  public Screen(Supplier<? extends Container> root) {
    this.root = root;
  }

  /** Does something on the thread that draws, and gives its result. */
  public static <T> T onScreen(Supplier<T> work) {
    if (SwingUtilities.isEventDispatchThread()) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    SwingUtilities.invokeLater(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits until something is so. */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!onScreen(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come: " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  /** All that can be seen by a name. */
  private <T extends Component> List<T> all(Class<T> type, String name) {
    List<T> found = new ArrayList<>();
    collect(root.get(), type, name, found);
    for (Window window : Window.getWindows()) {
      if (window.isShowing() && window.getType() == Window.Type.POPUP) {
        collect(window, type, name, found);
      }
    }
    return found;
  }

  private static <T extends Component> void collect(
      Container in, Class<T> type, String name, List<T> found) {
    for (Component child : in.getComponents()) {
      if (type.isInstance(child) && name.equals(child.getName()) && child.isShowing()) {
        found.add(type.cast(child));
      }
      if (child instanceof Container container) {
        collect(container, type, name, found);
      }
    }
  }

  /** What can be seen by a name at present. */
  public <T extends Component> Optional<T> find(Class<T> type, String name) {
    return onScreen(() -> all(type, name).stream().findFirst());
  }

  /** Waits for something to be seen. */
  public <T extends Component> T get(Class<T> type, String name) {
    until(name, () -> !all(type, name).isEmpty());
    return onScreen(() -> all(type, name).get(0));
  }

  /** Whether something can be seen. */
  public boolean sees(String name) {
    return find(Component.class, name).isPresent();
  }

  /** Waits for a button that can be pressed, and presses it. */
  public void click(String name) {
    until(
        name + " can be pressed",
        () -> all(AbstractButton.class, name).stream().anyMatch(Component::isEnabled));
    // It may open a dialog, which would be waited for.
    SwingUtilities.invokeLater(() -> all(AbstractButton.class, name).get(0).doClick(0));
    onScreen(() -> name);
  }

  /** Puts a text in place of what a field has. */
  public void type(String name, String text) {
    JTextComponent field = get(JTextComponent.class, name);
    until(name + " can be typed into", field::isEnabled);
    onScreen(
        () -> {
          field.setText(text);
          return text;
        });
  }

  /** Chooses one of a box by what it is called. */
  public void choose(String name, String label) {
    JComboBox<?> box = get(JComboBox.class, name);
    onScreen(
        () -> {
          for (int i = 0; i < box.getItemCount(); i++) {
            if (box.getItemAt(i).toString().equals(label)) {
              box.setSelectedIndex(i);
              return label;
            }
          }
          throw new AssertionError("no " + label + " in " + name);
        });
  }

  /** Types words into a reference, and takes the first that is found. */
  public void refer(String name, String words) {
    JTextComponent line = get(JTextComponent.class, name);
    onScreen(
        () -> {
          line.requestFocusInWindow();
          return name;
        });
    type(name, words);
    JList<?> found = get(JList.class, "found");
    onScreen(
        () -> {
          found.setSelectedIndex(0);
          click(found);
          return name;
        });
  }

  /** Opens the case of a list that is called so. */
  public void openCase(String title) {
    JList<?> list = get(JList.class, "cases");
    until(title + " is in the list", () -> index(list, title) >= 0);
    onScreen(
        () -> {
          list.setSelectedIndex(index(list, title));
          click(list);
          return title;
        });
    until(title + " is open", () -> text("case.title").equals(title));
  }

  private static int index(JList<?> list, String title) {
    for (int i = 0; i < list.getModel().getSize(); i++) {
      if (list.getModel().getElementAt(i).toString().contains("title=" + title + ",")) {
        return i;
      }
    }
    return -1;
  }

  private static void click(Component component) {
    for (int id : new int[] {MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED}) {
      var event = new MouseEvent(component, id, 0, 0, 5, 5, 1, false, MouseEvent.BUTTON1);
      for (var listener : component.getMouseListeners()) {
        if (listener.getClass().getName().startsWith("dev.holdfast.")) {
          if (id == MouseEvent.MOUSE_CLICKED) {
            listener.mouseClicked(event);
          } else {
            listener.mouseReleased(event);
          }
        }
      }
    }
  }

  /** What is written somewhere, empty if it can't be seen. */
  public String text(String name) {
    return onScreen(
        () -> all(Component.class, name).stream().findFirst().map(Screen::textOf).orElse(""));
  }

  private static String textOf(Component component) {
    if (component instanceof JTextComponent text) {
      return text.getText();
    }
    return component instanceof JLabel label
        ? label.getText()
        : component instanceof AbstractButton button ? button.getText() : "";
  }

  /** Waits until something is written somewhere. */
  public void shows(String name, String part) {
    try {
      until(name + " shows " + part, () -> text(name).contains(part));
    } catch (AssertionError e) {
      assertThat(text(name)).contains(part);
    }
  }

  /** Makes a picture of the window, as it is drawn. */
  public void picture(String name) {
    Container window = root.get();
    BufferedImage image =
        onScreen(
            () -> {
              settle(window);
              BufferedImage drawn =
                  new BufferedImage(
                      window.getWidth(), window.getHeight(), BufferedImage.TYPE_INT_RGB);
              Graphics2D graphics = drawn.createGraphics();
              window.paint(graphics);
              graphics.dispose();
              return drawn;
            });
    try {
      Path file = Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What wraps knows its height only once it has a width: the second time it fits. */
  private static void settle(Container window) {
    for (int i = 0; i < 3; i++) {
      invalidate(window);
      window.validate();
    }
  }

  private static void invalidate(Container in) {
    for (Component child : in.getComponents()) {
      if (child instanceof Container container) {
        invalidate(container);
      }
    }
    in.invalidate();
  }
}
