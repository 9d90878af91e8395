package dev.holdfast.desktop.view.kit;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Insets;

/** Puts things in rows in the direction of reading, in as many as the width asks for. */
public final class Wrap extends FlowLayout {
  private static final long serialVersionUID = 1L;

  /** Rows with this between things, as letters are large. */
  public Wrap(int gap) {
    super(LEADING, Look.gap(gap), Look.gap(gap));
  }

  @Override
  public Dimension preferredLayoutSize(Container target) {
    Insets insets = target.getInsets();
    int room =
        target.getWidth() > 0 ? target.getWidth() - insets.left - insets.right : Integer.MAX_VALUE;
    int width = 0;
    int rowWidth = getHgap();
    int rowHeight = 0;
    int height = getVgap();
    for (Component child : target.getComponents()) {
      if (child.isVisible()) {
        Dimension wanted = child.getPreferredSize();
        if (rowHeight > 0 && rowWidth + wanted.width + getHgap() > room) {
          height += rowHeight + getVgap();
          rowWidth = getHgap();
          rowHeight = 0;
        }
        rowWidth += wanted.width + getHgap();
        rowHeight = Math.max(rowHeight, wanted.height);
        width = Math.max(width, rowWidth);
      }
    }
    return new Dimension(
        width + insets.left + insets.right,
        height + rowHeight + getVgap() + insets.top + insets.bottom);
  }

  @Override
  public Dimension minimumLayoutSize(Container target) {
    return new Dimension(0, preferredLayoutSize(target).height);
  }
}
