package dev.holdfast.desktop.view;

import dev.holdfast.desktop.form.Clash;
import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.desktop.form.FormState;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Card;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.view.kit.Wrap;
import java.awt.BorderLayout;
import javax.swing.JPanel;

/** Below a field that was filled in and changed elsewhere: what it is there, and whose stays. */
final class ClashView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient Texts texts;
  private final Prose said = new Prose("");

  ClashView(String field, FormPresenter presenter, Texts texts) {
    super(new BorderLayout());
    this.field = field;
    this.texts = texts;
    setOpaque(false);
    said.setName("clash." + field);
    said.in(Look.color("Holdfast.warn"));
    Card card = new Card(new Stack(8), "Holdfast.warnPill");
    card.add(said);
    card.add(
        Kit.panel(
            new Wrap(4),
            Kit.button(
                texts.get("form.keep-mine"),
                "clash." + field + ".mine",
                () -> presenter.keepMine(field)),
            Kit.button(
                texts.get("form.take-theirs"),
                "clash." + field + ".theirs",
                () -> presenter.takeTheirs(field))));
    add(card);
    setVisible(false);
  }

  void show(FormState state) {
    Clash clash =
        state.clashes().stream()
            .filter(each -> each.field().equals(field))
            .findFirst()
            .orElse(null);
    setVisible(clash != null);
    if (clash != null) {
      said.setText(texts.get("form.clash", clash.before(), clash.theirs()));
    }
  }
}
