package dev.holdfast.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.text.Texts;
import java.awt.Component;
import java.awt.Container;
import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("By the keyboard alone")
class KeyboardTest {
  private final Tablet tablet = new Tablet();
  private final OpenWindow window = OpenWindow.of(tablet.door(), tablet.clock());
  private final Screen screen = window.screen();

  @BeforeEach
  void begin() {
    tablet.peer().planned("AK", "ANC", "alice");
  }

  @AfterEach
  void close() {
    window.close();
    tablet.close();
  }

  private void open() {
    window.signIn(Tablet.SERVER, "alice", "secret", Tablet.PASSPHRASE);
    window.sync();
    screen.openCase("Anchorage International");
    screen.click("action.arrive");
    screen.click("action.record");
    screen.get(JTextComponent.class, "field.findings");
  }

  /** Presses keys that something listens to, as if the keyboard were there. */
  private static void press(JComponent at, int condition, String keys) {
    Screen.onScreen(
        () -> {
          Object action = at.getInputMap(condition).get(KeyStroke.getKeyStroke(keys));
          Objects.requireNonNull(at.getActionMap().get(action), keys)
              .actionPerformed(new ActionEvent(at, 0, keys));
          return keys;
        });
  }

  private List<String> order() {
    return Screen.onScreen(
        () -> {
          JComponent form =
              (JComponent) window.screen().find(Component.class, "form").orElseThrow();
          Container cycle = form.getFocusCycleRootAncestor();
          var policy = cycle.getFocusTraversalPolicy();
          List<String> order = new ArrayList<>();
          Component at = policy.getFirstComponent(cycle);
          Component begin = at;
          do {
            if (SwingUtilities.isDescendingFrom(at, form) && at.getName() != null) {
              order.add(at.getName());
            }
            at = policy.getComponentAfter(cycle, at);
          } while (at != begin && at != null);
          return order;
        });
  }

  @Test
  @DisplayName("Enter signs in")
  void enterSignsIn() {
    JComponent go = screen.get(JComponent.class, "entry.go");
    JRootPane root = Screen.onScreen(go::getRootPane);

    assertThat(Screen.onScreen(root::getDefaultButton).getName()).isEqualTo("entry.go");
  }

  @Test
  @DisplayName("one goes through the fields of a form in their order, and to its buttons")
  void fieldsInOrder() {
    open();

    assertThat(order())
        .containsSubsequence(
            "field.condition",
            "field.findings",
            "field.defects",
            "field.lamps.add",
            "field.wind",
            "field.closed.yes",
            "field.lights.edge",
            "field.seen_on",
            "field.place.latitude",
            "field.alternate",
            "form.perform",
            "form.cancel");
  }

  @Test
  @DisplayName("Control and Enter perform, Escape leaves")
  void performsAndLeaves() {
    open();
    JComponent form = (JComponent) screen.get(Component.class, "form");
    press(form, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "ESCAPE");
    Screen.until("the form is left", () -> !screen.sees("form"));

    screen.click("action.record");
    screen.choose("field.condition", "Good");
    press(
        (JComponent) screen.get(Component.class, "form"),
        JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT,
        "ctrl ENTER");

    screen.shows("fact.condition", "Good");
  }

  @Test
  @DisplayName("each letter leads to its button")
  void letters() {
    open();
    Texts texts = new Texts(Locale.ENGLISH);

    for (String key : List.of("list.new", "sync.now", "nav.lock", "settings.open", "form.cancel")) {
      AbstractButton button = screen.get(AbstractButton.class, key);
      assertThat(Screen.onScreen(button::getMnemonic))
          .as(key)
          .isEqualTo(Character.toUpperCase(Texts.mnemonic(texts.marked(key))));
    }
  }
}
