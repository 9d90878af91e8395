package dev.holdfast.desktop.view;

import dev.holdfast.desktop.form.FormPresenter;
import dev.holdfast.desktop.form.FormState;
import dev.holdfast.desktop.shell.ReferenceSearch;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.editor.EditorContext;
import dev.holdfast.desktop.view.editor.FieldRow;
import dev.holdfast.desktop.view.kit.Card;
import dev.holdfast.desktop.view.kit.Column;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.view.kit.Wrap;
import dev.holdfast.desktop.work.OpenCase;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.BorderLayout;
import java.awt.Font;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** An action that is being filled in. Control and Enter perform it, Escape leaves it. */
final class FormView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient FormPresenter presenter;
  private final transient Workplace place;
  private final transient Texts texts;
  private final transient EditorContext context;
  private final transient Map<String, FieldRow> rows = new LinkedHashMap<>();
  private final transient Map<String, ClashView> clashes = new LinkedHashMap<>();
  private final Column fields = Kit.padded(new Column(new Stack(20)), 12, 24);
  private final JPanel above = Kit.panel(new Stack(8));
  private final Prose subtitle = new Prose("");
  private final JButton perform;
  private final String about;
  private final transient Runnable ending;
  private boolean focusing;

  FormView(FormPresenter presenter, Workplace place) {
    super(new BorderLayout());
    this.presenter = presenter;
    this.place = place;
    this.texts = place.session().texts();
    // What is filled in here is about the case that is open, if one is.
    this.about =
        place
            .cases()
            .state()
            .get()
            .map(OpenCase::row)
            .map(row -> row.title() + " · " + row.type())
            .orElse("");
    String application = presenter.state().get().target().application();
    this.context =
        new EditorContext(
            place.session(),
            new FoundByWorkplace(new ReferenceSearch(place.session(), place.work(), application)));
    this.perform =
        Kit.primary(
            Kit.button(presenter.state().get().target().title(), "form.perform", this::perform));
    JButton cancel = Kit.button(texts, "form.cancel", this::leave);
    setName("form");
    Prose title =
        new Prose(presenter.state().get().target().title()).in(Look.font(1.5f, Font.BOLD));
    title.setName("form.title");
    subtitle.in(Look.color("Holdfast.muted"));
    JPanel foot = Kit.panel(new Wrap(8), perform, cancel);
    foot.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, Look.color("Holdfast.line")),
            Kit.padded(new JPanel(), 12, 24).getBorder()));
    JPanel head = Kit.panel(new Stack(6), title, subtitle, above);
    add(Kit.padded(head, 18, 24), BorderLayout.NORTH);
    add(fields.scrolling());
    add(foot, BorderLayout.SOUTH);
    Kit.onKeys(this, "ctrl ENTER", this::perform);
    Kit.onKeys(this, "ESCAPE", this::leave);
    ending = presenter.state().listen(this::show);
  }

  /** It is seen from now on. */
  void begin() {
    focusing = true;
    SwingUtilities.invokeLater(this::focusFirst);
  }

  /** Nobody sees it any more. */
  void end() {
    ending.run();
  }

  private void focusFirst() {
    if (focusing && !rows.isEmpty()) {
      focusing = false;
      presenter.state().get().fields().values().stream()
          .filter(field -> field.state().settable() && field.state().visible())
          .findFirst()
          .map(field -> rows.get(field.definition().name()))
          .ifPresent(FieldRow::focus);
    }
  }

  private void perform() {
    presenter.perform();
    FormState state = presenter.state().get();
    // Who is told that something is wrong is led to the first of it.
    rows.entrySet().stream()
        .filter(row -> state.errors().containsKey(row.getKey()))
        .findFirst()
        .ifPresent(row -> row.getValue().focus());
  }

  private void leave() {
    Leaving.ask(this, place, place::closeForm);
  }

  private void show(FormState state) {
    ActionForm form = state.form();
    if (form != null && !rows.keySet().equals(state.fields().keySet())) {
      build(form);
    }
    above.removeAll();
    boolean isToldAll = state.insisting() || form == null;
    state.general().stream()
        .filter(text -> isToldAll || !state.typed().isEmpty() || state.errors().isEmpty())
        .forEach(text -> above.add(banner(text, "form.general")));
    String trouble = state.trouble();
    if (trouble != null) {
      above.add(banner(trouble, "form.trouble"));
    }
    if (!state.fresh().isEmpty()) {
      Card card = new Card(new Stack(4), "Holdfast.news");
      Prose prose =
          new Prose(texts.get("form.fresh", labels(state))).in(Look.color("Holdfast.newsText"));
      prose.setName("form.fresh");
      card.add(prose);
      above.add(card);
    }
    String help = form == null ? null : form.help();
    subtitle.setText(help == null ? about : (about + '\n' + help).strip());
    subtitle.setVisible(!subtitle.getText().isEmpty());
    state
        .fields()
        .forEach(
            (name, field) -> {
              FieldRow row = rows.get(name);
              if (row != null) {
                row.show(field, state.typed().contains(name), state.shownError(name));
              }
            });
    clashes.forEach((name, view) -> view.show(state));
    perform.setEnabled(form != null && !state.busy());
    revalidate();
    repaint();
    focusFirst();
  }

  private static String labels(FormState state) {
    return String.join(
        ", ",
        state.fields().values().stream()
            .filter(field -> state.fresh().contains(field.definition().name()))
            .map(ActionForm.Field::label)
            .toList());
  }

  private static Card banner(String text, String name) {
    Card card = new Card(new Stack(4), "Holdfast.badPill");
    Prose prose = new Prose(text).in(Look.color("Holdfast.bad"));
    prose.setName(name);
    card.add(prose);
    return card;
  }

  private void build(ActionForm form) {
    rows.clear();
    clashes.clear();
    fields.removeAll();
    for (ActionForm.Group group : form.groups()) {
      JPanel part = Kit.panel(new Stack(14));
      if (!group.label().isEmpty()) {
        part.add(Kit.heading(group.label()));
      }
      String help = group.help();
      if (help != null) {
        part.add(new Prose(help).in(Look.color("Holdfast.muted")));
      }
      for (ActionForm.Field field : group.fields()) {
        add(part, field);
      }
      fields.add(part);
    }
    fields.applyComponentOrientation(getComponentOrientation());
    fields.revalidate();
  }

  private void add(JPanel part, ActionForm.Field field) {
    String name = field.definition().name();
    FieldRow row =
        new FieldRow(field, "field." + name, context, value -> presenter.type(name, value));
    ClashView clash = new ClashView(name, presenter, texts);
    rows.put(name, row);
    clashes.put(name, clash);
    part.add(row.component());
    part.add(clash);
  }
}
