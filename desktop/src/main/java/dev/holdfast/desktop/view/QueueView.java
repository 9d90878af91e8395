package dev.holdfast.desktop.view;

import dev.holdfast.desktop.queue.QueuePresenter;
import dev.holdfast.desktop.queue.Waiting;
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
import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import java.util.UUID;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, was parked or returned, and what was answered. */
final class QueueView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient Workplace place;
  private final transient Texts texts;
  private final Column content = Kit.padded(new Column(new Stack(12)), 8, 24);
  private final Prose notice = new Prose("");
  private transient QueuePresenter.@Nullable State shown;

  QueueView(Workplace place) {
    super(new BorderLayout());
    this.place = place;
    this.texts = place.session().texts();
    setOpaque(true);
    setName("queue");
    notice.setName("queue.notice");
    notice.in(Look.color("Holdfast.newsText"));
    JPanel head =
        Kit.panel(
            new Stack(8),
            Kit.title(texts.get("nav.queue")),
            new Prose(texts.get("queue.intro")).in(Look.color("Holdfast.muted")),
            notice);
    add(Kit.padded(head, 18, 24), BorderLayout.NORTH);
    add(content.scrolling());
    place.queue().state().listen(this::show);
  }

  private void show(QueuePresenter.State state) {
    String said = state.notice();
    notice.setText(said == null ? "" : said);
    notice.setVisible(said != null);
    if (!state.equals(shown)) {
      shown = state;
      draw(state);
    }
    revalidate();
    repaint();
  }

  private void draw(QueuePresenter.State state) {
    content.removeAll();
    Waiting.Question question = state.question();
    if (question != null) {
      content.add(question(question));
    }
    if (state.waiting().isEmpty()) {
      content.add(new Prose(texts.get("queue.empty")).in(Look.color("Holdfast.muted")));
    }
    state.waiting().forEach(waiting -> content.add(card(waiting)));
    if (!state.answers().isEmpty()) {
      content.add(Kit.padded(Kit.heading(texts.get("queue.answers")), 8, 0));
      state.answers().forEach(answer -> content.add(answer(answer)));
    }
    content.applyComponentOrientation(getComponentOrientation());
  }

  private Card card(Waiting waiting) {
    Card card = new Card(new Stack(8), "Holdfast.card");
    String name = "queue." + waiting.pending().name();
    card.setName(name);
    Prose title = new Prose(waiting.title()).in(Look.font(1.05f, Font.BOLD));
    title.setName(name + ".title");
    JPanel head = Kit.panel(new BorderLayout(Look.gap(8), 0));
    head.add(title);
    head.add(pill(waiting), BorderLayout.LINE_END);
    card.add(head);
    card.add(Kit.muted(waiting.when()));
    Prose explanation = new Prose(waiting.explanation());
    explanation.setName(name + ".explanation");
    card.add(explanation);
    for (String said : waiting.said()) {
      card.add(new Prose(texts.get("queue.said", said)).in(Look.color("Holdfast.bad")));
    }
    if (!waiting.values().isEmpty()) {
      card.add(new Prose(String.join("\n", waiting.values())).in(Look.color("Holdfast.muted")));
    }
    card.add(buttons(waiting, name));
    return card;
  }

  private JPanel buttons(Waiting waiting, String name) {
    JPanel buttons = Kit.panel(new Wrap(6));
    if (waiting.canRetry()) {
      buttons.add(
          Kit.button(
              texts.get("queue.edit"),
              name + ".edit",
              () -> Leaving.ask(this, place, () -> place.edit(waiting))));
      buttons.add(
          Kit.button(
              texts.get("queue.retry"), name + ".retry", () -> place.queue().retry(waiting)));
    }
    if (waiting.canCancel()) {
      String key = waiting.canRetry() ? "queue.let-go" : "queue.take-back";
      buttons.add(
          Kit.button(texts.get(key), name + ".cancel", () -> place.queue().cancel(waiting)));
    }
    open(buttons, name, waiting.pending().caseId());
    return buttons;
  }

  private void open(JPanel buttons, String name, UUID caseId) {
    buttons.add(
        Kit.quiet(
            Kit.button(
                texts.get("queue.open"),
                name + ".open",
                () -> Leaving.ask(this, place, () -> place.open(caseId)))));
  }

  private static Pill pill(Waiting waiting) {
    return switch (waiting.kind()) {
      case WAITS, SENT -> Pill.plain(waiting.status());
      case PARKED -> Pill.warn(waiting.status());
      case RETURNED -> Pill.bad(waiting.status());
    };
  }

  private Card question(Waiting.Question question) {
    Card card = new Card(new Stack(8), "Holdfast.warnPill");
    String others =
        String.join("\n", question.followers().stream().map(each -> "– " + each.title()).toList());
    Prose text =
        new Prose(
            texts.get("queue.followers", question.waiting().title(), question.followers().size())
                + '\n'
                + others);
    text.setName("queue.question");
    card.add(text.in(Look.color("Holdfast.warn")));
    card.add(
        Kit.panel(
            new Wrap(6),
            Kit.button(
                texts.get("queue.cancel-all"),
                "queue.question.yes",
                () -> place.queue().answer(true)),
            Kit.button(
                texts.get("queue.cancel-none"),
                "queue.question.no",
                () -> place.queue().answer(false))));
    return card;
  }

  private JPanel answer(Waiting.Answer answer) {
    List<String> lines =
        answer.said().isEmpty()
            ? List.of(answer.outcome())
            : List.of(answer.outcome(), String.join("\n", answer.said()));
    JPanel text =
        Kit.panel(
            new Stack(2),
            new Prose(answer.title()),
            new Prose(String.join(" – ", lines)).in(Look.color("Holdfast.muted")));
    return Kit.padded(text, 4, 4);
  }
}
