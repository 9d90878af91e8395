package dev.holdfast.desktop.view.kit;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LayoutManager;
import java.awt.RenderingHints;
import javax.swing.JPanel;

/** A rounded sheet on which things lie that belong together. */
public final class Card extends JPanel {
  private static final long serialVersionUID = 1L;

  private final Color sheet;

  /** A sheet of a colour, by its name in the window's properties. */
  public Card(LayoutManager layout, String sheet) {
    super(layout);
    this.sheet = Look.color(sheet);
    setOpaque(false);
    Kit.padded(this, 12, 16);
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(sheet);
    int arc = Look.gap(12);
    g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    g.dispose();
    super.paintComponent(graphics);
  }
}
