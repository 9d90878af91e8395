package dev.holdfast.desktop.view.kit;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.LayoutManager;

/** Puts one thing under the other, each as wide as there is room and as high as it then wants. */
public final class Stack implements LayoutManager {
  private static final int SOME_WIDTH = 480;

  private final int gap;

  /**
   * A stack.
   *
   * @param gap what is left between two, as letters are large
   */
  public Stack(int gap) {
    this.gap = gap;
  }

  @Override
  public Dimension preferredLayoutSize(Container parent) {
    Insets insets = parent.getInsets();
    int width =
        parent.getWidth() > 0
            ? parent.getWidth() - insets.left - insets.right
            : Look.gap(SOME_WIDTH);
    int height = 0;
    int widest = 0;
    int count = 0;
    for (Component child : parent.getComponents()) {
      if (child.isVisible()) {
        Dimension wanted = wanted(child, width);
        height += wanted.height;
        widest = Math.max(widest, wanted.width);
        count++;
      }
    }
    int between = Math.max(0, count - 1) * Look.gap(gap);
    return new Dimension(
        Math.min(widest, width) + insets.left + insets.right,
        height + between + insets.top + insets.bottom);
  }

  @Override
  public Dimension minimumLayoutSize(Container parent) {
    Insets insets = parent.getInsets();
    int widest = 0;
    for (Component child : parent.getComponents()) {
      widest = Math.max(widest, child.isVisible() ? child.getMinimumSize().width : 0);
    }
    return new Dimension(widest + insets.left + insets.right, preferredLayoutSize(parent).height);
  }

  /** What wraps knows its height only by its width. */
  private static Dimension wanted(Component child, int width) {
    if (child.getWidth() != width) {
      child.setSize(width, Math.max(1, child.getHeight()));
    }
    return child.getPreferredSize();
  }

  @Override
  public void layoutContainer(Container parent) {
    Insets insets = parent.getInsets();
    int width = parent.getWidth() - insets.left - insets.right;
    int top = insets.top;
    for (Component child : parent.getComponents()) {
      if (child.isVisible()) {
        int height = wanted(child, width).height;
        child.setBounds(insets.left, top, width, height);
        top += height + Look.gap(gap);
      }
    }
  }

  @Override
  public void addLayoutComponent(String name, Component child) {
    // It asks its parent for all of them.
  }

  @Override
  public void removeLayoutComponent(Component child) {
    // It asks its parent for all of them.
  }
}
