package dev.holdfast.desktop.view;

import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Pill;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JButton;
import javax.swing.JLabel;

/** A place in the side bar to which one goes, with how much is there. */
final class NavButton extends JButton {
  private static final long serialVersionUID = 1L;

  private final JLabel label = Kit.label("");
  private Pill count = Pill.plain("");
  private boolean isChosen;

  NavButton(String name, Runnable go) {
    setLayout(new BorderLayout(Look.gap(8), 0));
    setContentAreaFilled(false);
    setBorderPainted(false);
    setFocusPainted(false);
    Kit.padded(this, 7, 10);
    setName(name);
    add(label);
    addActionListener(event -> go.run());
  }

  void show(String text, int number, boolean isUrgent) {
    label.setText(text);
    remove(count);
    count = isUrgent ? Pill.bad(Integer.toString(number)) : Pill.plain(Integer.toString(number));
    count.setVisible(number > 0);
    add(count, BorderLayout.LINE_END);
    getAccessibleContext().setAccessibleName(number > 0 ? text + ' ' + number : text);
    revalidate();
    repaint();
  }

  void setChosen(boolean value) {
    isChosen = value;
    label.setFont(Look.font(1, value ? Font.BOLD : Font.PLAIN));
    label.setForeground(value ? Look.color("Holdfast.chosenText") : Look.color("Label.foreground"));
    repaint();
  }

  @Override
  public Dimension getPreferredSize() {
    return getLayout().preferredLayoutSize(this);
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int arc = Look.gap(8);
    Color sheet =
        isChosen
            ? Look.color("Holdfast.chosen")
            : getModel().isRollover() ? Look.color("Holdfast.hover") : null;
    if (sheet != null) {
      g.setColor(sheet);
      g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    }
    if (isFocusOwner()) {
      g.setColor(Look.accent());
      g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    }
    g.dispose();
  }
}
