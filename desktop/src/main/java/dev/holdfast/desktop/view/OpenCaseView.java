package dev.holdfast.desktop.view;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Card;
import dev.holdfast.desktop.view.kit.Column;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Pill;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.view.kit.Wrap;
import dev.holdfast.desktop.work.OpenCase;
import dev.holdfast.device.api.ActionOffer;
import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** A case: where it stands, what it holds, its children, and what can be done. */
final class OpenCaseView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient Workplace place;
  private final transient Texts texts;
  private final JPanel head = Kit.padded(Kit.panel(new Stack(8)), 18, 24);
  private final Column content = Kit.padded(new Column(new Stack(20)), 8, 24);
  private final JPanel actions = Kit.panel(new Wrap(8));

  OpenCaseView(Workplace place) {
    super(new BorderLayout());
    this.place = place;
    this.texts = place.session().texts();
    setName("case");
    JPanel foot = Kit.panel(new BorderLayout());
    foot.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, Look.color("Holdfast.line")),
            Kit.padded(new JPanel(), 12, 24).getBorder()));
    foot.add(actions);
    add(head, BorderLayout.NORTH);
    add(content.scrolling());
    add(foot, BorderLayout.SOUTH);
    Kit.onKeys(this, "ESCAPE", place::closeCase);
    place.cases().state().listen(this::show);
  }

  private void show(Optional<OpenCase> state) {
    head.removeAll();
    content.removeAll();
    actions.removeAll();
    state.ifPresent(this::draw);
    applyComponentOrientation(getComponentOrientation());
    revalidate();
    repaint();
  }

  private void draw(OpenCase open) {
    CaseRow row = open.row();
    if (row != null) {
      head(open, row);
    }
    String notice = open.notice();
    if (notice != null) {
      Card card = new Card(new Stack(4), "Holdfast.news");
      Prose prose = new Prose(notice).in(Look.color("Holdfast.newsText"));
      prose.setName("case.notice");
      card.add(prose);
      head.add(card);
    }
    if (!open.facts().isEmpty()) {
      content.add(new FactsView(open));
    }
    if (!open.children().isEmpty() || !open.opens().isEmpty()) {
      children(open);
    }
    actions(open);
  }

  private void head(OpenCase open, CaseRow row) {
    CaseRow parent = open.parent();
    if (parent != null) {
      head.add(
          Kit.panel(
              new Wrap(0),
              Kit.quiet(
                  Kit.button(
                      texts.get("case.parent", parent.type(), parent.title()),
                      "case.parent",
                      () -> place.open(parent.id())))));
    }
    Prose title = new Prose(row.title()).in(Look.font(1.5f, Font.BOLD));
    title.setName("case.title");
    head.add(title);
    JPanel pills = Kit.panel(new Wrap(6), Pill.plain(row.type()));
    Pill stage = new Pill(row.stage(), "Holdfast.chosen", "Holdfast.chosenText");
    stage.setName("case.stage");
    pills.add(stage);
    if (!row.due().isEmpty()) {
      pills.add(CaseCell.due(row));
    }
    String worklist = row.worklist();
    if (worklist != null) {
      pills.add(Pill.plain(worklist));
    }
    pills.add(Pill.plain(open.assignee()));
    if (row.view().pending() > 0) {
      pills.add(new Pill(texts.get("case.pending"), "Holdfast.news", "Holdfast.newsText"));
    }
    head.add(pills);
    String due = DueText.of(row, texts, place.session().values().times());
    if (!due.isEmpty()) {
      Prose prose = new Prose(due).in(Look.color("Holdfast.muted"));
      prose.setName("case.due");
      head.add(prose);
    }
  }

  private void children(OpenCase open) {
    JPanel part = Kit.panel(new Stack(8), Kit.heading(texts.get("case.children")));
    for (CaseRow child : open.children()) {
      Card card = new Card(new BorderLayout(Look.gap(8), 0), "Holdfast.card");
      card.add(Kit.label(child.title() + " · " + child.type() + " · " + child.stage()));
      card.add(
          Kit.button(
              texts.get("case.open-child"), "child." + child.id(), () -> place.open(child.id())),
          BorderLayout.LINE_END);
      part.add(card);
    }
    JPanel buttons = Kit.panel(new Wrap(0));
    for (ActionOffer offer : open.opens()) {
      String label =
          texts.get(
              "case.new-child",
              place.work().catalog().typeLabel(offer.application(), offer.type()));
      buttons.add(
          Kit.button(
              label, "new." + offer.type() + '.' + offer.action(), () -> place.createChild(offer)));
    }
    part.add(buttons);
    content.add(part);
  }

  private void actions(OpenCase open) {
    List<OpenCase.Action> all = open.actions();
    boolean first = true;
    for (OpenCase.Action action : all) {
      ActionOffer offer = action.offer();
      JButton button =
          Kit.button(offer.label(), "action." + offer.action(), () -> place.act(offer));
      boolean isPossible = action.objection() == null;
      button.setEnabled(isPossible);
      button.setToolTipText(isPossible ? offer.help() : action.objection());
      button
          .getAccessibleContext()
          .setAccessibleDescription(isPossible ? offer.help() : action.objection());
      actions.add(first && isPossible ? Kit.primary(button) : button);
      first &= !isPossible;
    }
    JComponent parent = (JComponent) actions.getParent();
    parent.setVisible(!all.isEmpty());
  }
}
