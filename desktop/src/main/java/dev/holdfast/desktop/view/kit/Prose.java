package dev.holdfast.desktop.view.kit;

import java.awt.Color;
import java.awt.Font;
import javax.swing.JTextArea;
import javax.swing.UIManager;

/** Text that breaks its lines, to be read and copied, not to be typed into. */
public final class Prose extends JTextArea {
  private static final long serialVersionUID = 1L;

  /** Text as everything else is written. */
  public Prose(String text) {
    super(text);
    setEditable(false);
    setLineWrap(true);
    setWrapStyleWord(true);
    setOpaque(false);
    setBorder(null);
    setMargin(null);
    setFocusable(false);
    setColumns(1);
    setFont(UIManager.getFont("defaultFont"));
    setForeground(UIManager.getColor("Label.foreground"));
  }

  /** The same in another colour. */
  public Prose in(Color color) {
    setForeground(color);
    return this;
  }

  /** The same in other letters. */
  public Prose in(Font font) {
    setFont(font);
    return this;
  }

  @Override
  public void updateUI() {
    super.updateUI();
    setOpaque(false);
    setBorder(null);
  }
}
