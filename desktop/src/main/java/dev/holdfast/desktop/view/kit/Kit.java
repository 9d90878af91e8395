package dev.holdfast.desktop.view.kit;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.text.Texts;
import java.awt.Component;
import java.awt.Font;
import java.awt.LayoutManager;
import java.awt.event.ActionEvent;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.SwingConstants;

/** What screens are made of. */
public final class Kit {
  private static final float TITLE = 1.5f;
  private static final float SMALL = 0.92f;

  private Kit() {}

  /** A panel of which only what is in it is seen. */
  public static JPanel panel(LayoutManager layout, Component... children) {
    JPanel panel = new JPanel(layout);
    panel.setOpaque(false);
    for (Component child : children) {
      panel.add(child);
    }
    return panel;
  }

  /** The same with room around. */
  public static <T extends JComponent> T padded(T component, int vertical, int horizontal) {
    component.setBorder(
        BorderFactory.createEmptyBorder(
            Look.gap(vertical), Look.gap(horizontal), Look.gap(vertical), Look.gap(horizontal)));
    return component;
  }

  /** A component by which tests, and those who can't see, find it. */
  public static <T extends JComponent> T named(T component, String name, String accessible) {
    component.setName(name);
    component.getAccessibleContext().setAccessibleName(accessible);
    return component;
  }

  /** A line of text. */
  public static JLabel label(String text) {
    JLabel label = new JLabel(text, SwingConstants.LEADING);
    // Texts of cases are texts, whatever they look like.
    label.putClientProperty("html.disable", Boolean.TRUE);
    return label;
  }

  /** The title of a page. */
  public static JLabel title(String text) {
    JLabel label = label(text);
    label.setFont(Look.font(TITLE, Font.BOLD));
    return label;
  }

  /** The title of a part of it. */
  public static JLabel heading(String text) {
    JLabel label = label(text);
    label.setFont(Look.font(1.08f, Font.BOLD));
    return label;
  }

  /** What matters less. */
  public static JLabel muted(String text) {
    JLabel label = label(text);
    label.setFont(Look.font(SMALL, Font.PLAIN));
    label.setForeground(Look.color("Holdfast.muted"));
    return label;
  }

  /** A button with the window's text, its letter on the keyboard, and its name for tests. */
  public static JButton button(Texts texts, String key, Runnable action) {
    JButton button = new JButton();
    dress(button, texts.marked(key), key);
    button.addActionListener(event -> action.run());
    return button;
  }

  /** A button with a text of the package's. */
  public static JButton button(String text, String name, Runnable action) {
    JButton button = new JButton(text);
    button.putClientProperty("html.disable", Boolean.TRUE);
    named(button, name, text);
    button.addActionListener(event -> action.run());
    return button;
  }

  /** Makes a button the one that is most likely wanted. */
  public static JButton primary(JButton button) {
    button.putClientProperty(
        FlatClientProperties.STYLE,
        "background: $Holdfast.accent; foreground: contrast($Holdfast.accent, #10201e, #ffffff);"
            + " hoverBackground: darken($Holdfast.accent, 5%);"
            + " pressedBackground: darken($Holdfast.accent, 10%); borderColor: $Holdfast.accent");
    return button;
  }

  /** Makes a button one that is there without asking to be seen. */
  public static JButton quiet(JButton button) {
    button.putClientProperty(
        FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_BORDERLESS);
    return button;
  }

  /** Gives a button or box its text and letter. */
  public static <T extends AbstractButton> T dress(T button, String marked, String name) {
    String text = Texts.plain(marked);
    button.setText(text);
    char letter = Texts.mnemonic(marked);
    if (letter != 0) {
      button.setMnemonic(Character.toUpperCase(letter));
    }
    return named(button, name, text);
  }

  /** Gives a field its label, with the letter that leads to it. */
  public static JLabel labelFor(Texts texts, String key, JComponent field) {
    String marked = texts.marked(key);
    JLabel label = label(Texts.plain(marked));
    char letter = Texts.mnemonic(marked);
    if (letter != 0) {
      label.setDisplayedMnemonic(Character.toUpperCase(letter));
    }
    label.setLabelFor(field);
    field.setName(key);
    field.getAccessibleContext().setAccessibleName(Texts.plain(marked));
    return label;
  }

  /** Does something by keys, wherever in the component or below it the keyboard is. */
  public static void onKeys(JComponent component, String keys, Runnable action) {
    component
        .getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
        .put(KeyStroke.getKeyStroke(keys), keys);
    component.getActionMap().put(keys, action(event -> action.run()));
  }

  /** The same wherever in the window. */
  public static void onWindowKeys(JComponent component, String keys, Runnable action) {
    component
        .getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW)
        .put(KeyStroke.getKeyStroke(keys), keys);
    component.getActionMap().put(keys, action(event -> action.run()));
  }

  private static AbstractAction action(Consumer<ActionEvent> what) {
    return new AbstractAction() {
      private static final long serialVersionUID = 1L;

      @Override
      public void actionPerformed(ActionEvent event) {
        what.accept(event);
      }
    };
  }
}
