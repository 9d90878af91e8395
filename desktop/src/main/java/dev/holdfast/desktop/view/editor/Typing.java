package dev.holdfast.desktop.view.editor;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** Tells what a person types, and not what is shown to him. */
final class Typing implements DocumentListener {
  private final Runnable typed;
  private boolean showing;

  private Typing(Runnable typed) {
    this.typed = typed;
  }

  /** Tells of what is typed into a component. */
  static Typing in(JTextComponent component, Runnable typed) {
    Typing typing = new Typing(typed);
    component.getDocument().addDocumentListener(typing);
    return typing;
  }

  /** Shows another text, unless it is there already. */
  void show(JTextComponent component, String text) {
    if (!component.getText().equals(text)) {
      showing = true;
      try {
        component.setText(text);
        component.setCaretPosition(0);
      } finally {
        showing = false;
      }
    }
  }

  private void changed() {
    if (!showing) {
      typed.run();
    }
  }

  @Override
  public void insertUpdate(DocumentEvent event) {
    changed();
  }

  @Override
  public void removeUpdate(DocumentEvent event) {
    changed();
  }

  @Override
  public void changedUpdate(DocumentEvent event) {
    changed();
  }
}
