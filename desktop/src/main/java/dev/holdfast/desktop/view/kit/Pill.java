package dev.holdfast.desktop.view.kit;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JLabel;

/** A word in a rounded box: a stage, a deadline, a count. */
public final class Pill extends JLabel {
  private static final long serialVersionUID = 1L;

  private Color box;

  /** A word in a box of these colours, by their names in the window's properties. */
  public Pill(String text, String box, String letters) {
    super(text);
    putClientProperty("html.disable", Boolean.TRUE);
    this.box = Look.color(box);
    setForeground(Look.color(letters));
    setFont(Look.font(0.88f, Font.PLAIN));
    Kit.padded(this, 2, 8);
  }

  /** One like any other. */
  public static Pill plain(String text) {
    return new Pill(text, "Holdfast.pill", "Holdfast.pillText");
  }

  /** One that needs somebody. */
  public static Pill bad(String text) {
    return new Pill(text, "Holdfast.badPill", "Holdfast.bad");
  }

  /** One that may need somebody soon. */
  public static Pill warn(String text) {
    return new Pill(text, "Holdfast.warnPill", "Holdfast.warn");
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(box);
    g.fillRoundRect(0, 0, getWidth(), getHeight(), getHeight(), getHeight());
    g.dispose();
    super.paintComponent(graphics);
  }
}
