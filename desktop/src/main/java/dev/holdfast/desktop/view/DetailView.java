package dev.holdfast.desktop.view;

import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import java.awt.BorderLayout;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** Beside the list: the case that is open, what is being filled in, or what can be done here. */
final class DetailView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient Workplace place;
  private final OpenCaseView open;
  private final Prose nothing;
  private @Nullable FormView form;

  DetailView(Workplace place) {
    super(new BorderLayout());
    this.place = place;
    this.open = new OpenCaseView(place);
    this.nothing =
        Kit.padded(
            new Prose(place.session().texts().get("case.none")).in(Look.color("Holdfast.muted")),
            64,
            48);
    setOpaque(true);
    place.form().listen(this::show);
    place.cases().state().listen(state -> choose());
  }

  private void show(Optional<FormPresenter> presenter) {
    FormView before = form;
    if (before != null) {
      before.end();
    }
    form = presenter.map(given -> new FormView(given, place)).orElse(null);
    choose();
  }

  private void choose() {
    JComponent wanted =
        form != null ? form : place.cases().state().get().isPresent() ? open : nothing;
    if (getComponentCount() == 0 || getComponent(0) != wanted) {
      removeAll();
      add(wanted);
      wanted.applyComponentOrientation(getComponentOrientation());
      revalidate();
      repaint();
      if (form != null) {
        form.begin();
      }
    }
  }
}
