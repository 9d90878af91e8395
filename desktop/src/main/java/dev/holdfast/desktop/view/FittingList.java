package dev.holdfast.desktop.view;

import javax.swing.JList;

/** A list that is as wide as its window: what is longer is shortened, and nothing is beyond it. */
final class FittingList<E> extends JList<E> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean getScrollableTracksViewportWidth() {
    return true;
  }
}
