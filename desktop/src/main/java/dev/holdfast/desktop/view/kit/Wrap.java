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
    Dimension size = place(target, room, (child, x, y, wanted) -> {});
    return new Dimension(
        size.width + insets.left + insets.right, size.height + insets.top + insets.bottom);
  }

  @Override
  public Dimension minimumLayoutSize(Container target) {
    return new Dimension(0, preferredLayoutSize(target).height);
  }

  @Override
  public void layoutContainer(Container target) {
    Insets insets = target.getInsets();
    int room = target.getWidth() - insets.left - insets.right;
    boolean reads = target.getComponentOrientation().isLeftToRight();
    place(
        target,
        room,
        (child, x, y, wanted) ->
            child.setBounds(
                insets.left + (reads ? x : room - x - wanted.width),
                insets.top + y,
                wanted.width,
                wanted.height));
  }

  /** Where something comes, from where reading begins. */
  private interface Placing {
    void at(Component child, int x, int y, Dimension wanted);
  }

  private Dimension place(Container target, int room, Placing placing) {
    int x = 0;
    int y = 0;
    int high = 0;
    int wide = 0;
    for (Component child : target.getComponents()) {
      if (child.isVisible()) {
        Dimension wanted = child.getPreferredSize();
        if (x > 0 && x + wanted.width > room) {
          x = 0;
          y += high + getVgap();
          high = 0;
        }
        placing.at(child, x, y, wanted);
        wide = Math.max(wide, x + wanted.width);
        high = Math.max(high, wanted.height);
        x += wanted.width + getHgap();
      }
    }
    return new Dimension(wide, y + high);
  }
}
