package dev.holdfast.desktop.task;

import dev.holdfast.desktop.text.Explanations;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.device.Holdfast;

/**
 * A store that is open, and whoever works with it.
 *
 * @param holdfast the device
 * @param tasks where its work is done
 * @param texts the user's language
 * @param values values in that language
 */
public record Session(Holdfast holdfast, Tasks tasks, Texts texts, FieldTexts values) {

  /** Says what went wrong. */
  public Explanations explanations() {
    return new Explanations(texts);
  }
}
