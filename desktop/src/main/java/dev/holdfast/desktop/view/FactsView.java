package dev.holdfast.desktop.view;

import dev.holdfast.desktop.view.kit.Card;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.work.Fact;
import dev.holdfast.desktop.work.OpenCase;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.stream.Collectors;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** What a case holds: labels on one side, values on the other; what is new is marked. */
final class FactsView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int LABELS = 170;

  FactsView(OpenCase open) {
    super(new Stack(2));
    setOpaque(false);
    for (Fact fact : open.facts()) {
      add(row(fact, open.fresh().contains(fact.field())));
    }
  }

  private static JComponent row(Fact fact, boolean isFresh) {
    JPanel row =
        isFresh
            ? Kit.padded(new Card(new BorderLayout(Look.gap(16), 0), "Holdfast.news"), 6, 8)
            : Kit.padded(Kit.panel(new BorderLayout(Look.gap(16), 0)), 6, 0);
    Prose label = new Prose(fact.label()).in(Look.color("Holdfast.muted"));
    JPanel start = Kit.panel(new Stack(0), label);
    label.setSize(Look.gap(LABELS), 1);
    start.setPreferredSize(new Dimension(Look.gap(LABELS), label.getPreferredSize().height));
    row.add(start, BorderLayout.LINE_START);
    row.add(value(fact));
    return row;
  }

  private static JComponent value(Fact fact) {
    if (fact.records().isEmpty()) {
      return named(new Prose(fact.value()), fact);
    }
    JPanel list = Kit.panel(new Stack(4));
    for (List<Fact> record : fact.records()) {
      list.add(
          new Prose(
              record.stream()
                  .map(part -> part.label() + ": " + part.value())
                  .collect(Collectors.joining("  ·  "))));
    }
    list.setName("fact." + fact.field());
    return list;
  }

  private static Prose named(Prose prose, Fact fact) {
    return Kit.named(prose, "fact." + fact.field(), fact.label());
  }
}
