package dev.holdfast.desktop.view.kit;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JComponent;

/** A dot that tells by its colour what the words beside it say. */
public final class Dot extends JComponent {
  private static final long serialVersionUID = 1L;
  private static final int SIZE = 10;

  private Color color = Color.GRAY;

  /** Gives it another colour. */
  public void setColor(Color value) {
    color = value;
    repaint();
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.gap(SIZE), Look.gap(SIZE));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(color);
    int size = Look.gap(SIZE);
    g.fillOval((getWidth() - size) / 2, (getHeight() - size) / 2, size, size);
    g.dispose();
  }
}
