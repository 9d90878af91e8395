package dev.holdfast.desktop.view;

import dev.holdfast.desktop.view.kit.Look;
import java.awt.Component;
import java.awt.ComponentOrientation;
import javax.swing.JSplitPane;

/** Two sides, of which the first is where reading begins. */
final class SplitByReading extends JSplitPane {
  private static final long serialVersionUID = 1L;

  private final transient Component first;
  private final transient Component second;

  SplitByReading(Component first, Component second) {
    super(HORIZONTAL_SPLIT, true, first, second);
    this.first = first;
    this.second = second;
    setBorder(null);
    setDividerSize(Look.gap(5));
    setResizeWeight(0);
  }

  @Override
  public void setComponentOrientation(ComponentOrientation orientation) {
    super.setComponentOrientation(orientation);
    if (first == null || first.getComponentOrientation() == null) {
      // Swing asks before there are any sides.
      return;
    }
    boolean reads = orientation.isLeftToRight();
    Component left = reads ? first : second;
    if (getLeftComponent() != left) {
      setLeftComponent(null);
      setRightComponent(null);
      setLeftComponent(left);
      setRightComponent(reads ? second : first);
      setResizeWeight(reads ? 0 : 1);
      resetToPreferredSizes();
    }
  }
}
