package dev.holdfast.desktop.view.editor;

import dev.holdfast.kernel.casework.ActionForm;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** What one field is filled in with. Belongs to the screen's thread. */
public interface FieldEditor {
  /** What is put into the form. */
  JComponent component();

  /** Where the keyboard goes when the user comes to the field. */
  JComponent target();

  /**
   * The field stands like this now.
   *
   * @param typed whether the user has filled it in; then what he typed stays as he typed it
   */
  void show(ActionForm.Field field, boolean typed);

  /** Whether it can be filled in. */
  void setUsable(boolean usable);

  /** Who is told what the user fills in. */
  @FunctionalInterface
  interface Listener {
    /**
     * The user has filled the field in.
     *
     * @param value in JSON form, null for no value; a text that is no value of the field's type is
     *     said to be none by the engine
     */
    void typed(@Nullable Object value);
  }
}
