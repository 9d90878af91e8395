package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.data.References;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What editors need of the rest.
 *
 * @param session the device, and the user's language
 * @param rows finds the rows and cases that references refer to
 */
public record EditorContext(Session session, Rows rows) {

  /** Finds what references refer to; answers come on the screen's thread. */
  public interface Rows {
    /** What can be chosen that has these words. */
    void search(Target target, String words, Consumer<List<References.Row>> found);

    /** What is chosen. */
    void find(Target target, String key, Consumer<Optional<References.Row>> found);
  }

  /**
   * What a reference refers to.
   *
   * @param isCase whether it is a case
   * @param unit the table, or the case type
   */
  public record Target(boolean isCase, String unit) {}

  /** The window's texts. */
  public Texts texts() {
    return session.texts();
  }

  /** How values are written. */
  public FieldTexts values() {
    return session.values();
  }
}
