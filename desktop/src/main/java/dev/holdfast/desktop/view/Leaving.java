package dev.holdfast.desktop.view;

import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import java.awt.Component;
import javax.swing.JOptionPane;

/** Asks before something is left that was filled in and not done. */
final class Leaving {
  private Leaving() {}

  /** Goes on at once if nothing is lost by that, else if the user says so. */
  static void ask(Component where, Workplace place, Runnable goOn) {
    if (place.form().get().filter(FormPresenter::hasInput).isEmpty() || agreed(where, place)) {
      goOn.run();
    }
  }

  private static boolean agreed(Component where, Workplace place) {
    Texts texts = place.session().texts();
    Object[] answers = {texts.get("form.discard"), texts.get("form.keep")};
    return JOptionPane.showOptionDialog(
            where,
            texts.get("form.unsaved"),
            texts.get("form.unsaved-title"),
            JOptionPane.DEFAULT_OPTION,
            JOptionPane.WARNING_MESSAGE,
            null,
            answers,
            answers[1])
        == 0;
  }
}
