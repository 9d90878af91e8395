package dev.holdfast.desktop.view;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Pill;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;

/** A case in a list: what it is about, where it stands, and what is due. */
final class CaseCell implements ListCellRenderer<CaseRow> {
  private final Texts texts;

  CaseCell(Texts texts) {
    this.texts = texts;
  }

  /** A row with a rounded ground. */
  private static final class Cell extends JPanel {
    private static final long serialVersionUID = 1L;
    private final boolean isSelected;

    Cell(boolean isSelected) {
      super(new BorderLayout(Look.gap(8), Look.gap(4)));
      this.isSelected = isSelected;
      setOpaque(false);
      Kit.padded(this, 9, 12);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
      if (isSelected) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Look.color("Holdfast.chosen"));
        int arc = Look.gap(10);
        g.fillRoundRect(0, 1, getWidth(), getHeight() - 2, arc, arc);
        g.dispose();
      }
    }
  }

  @Override
  public Component getListCellRendererComponent(
      JList<? extends CaseRow> list, CaseRow row, int index, boolean isSelected, boolean hasFocus) {
    JLabel title = Kit.label(row.title());
    title.setFont(Look.font(1.02f, Font.BOLD));
    JLabel below = Kit.muted(below(row));
    Cell cell = new Cell(isSelected);
    JPanel first = Kit.panel(new BorderLayout(Look.gap(8), 0));
    first.add(title);
    if (!row.due().isEmpty()) {
      first.add(due(row), BorderLayout.LINE_END);
    }
    JPanel second = Kit.panel(new BorderLayout(Look.gap(8), 0));
    second.add(below);
    if (row.view().pending() > 0) {
      second.add(
          new Pill(texts.get("case.pending"), "Holdfast.news", "Holdfast.newsText"),
          BorderLayout.LINE_END);
    }
    cell.add(first, BorderLayout.NORTH);
    cell.add(second, BorderLayout.SOUTH);
    cell.applyComponentOrientation(list.getComponentOrientation());
    cell.getAccessibleContext()
        .setAccessibleName(row.title() + ", " + below(row) + ", " + row.due());
    return cell;
  }

  static Pill due(CaseRow row) {
    return switch (row.urgency()) {
      case OVERDUE -> Pill.bad(row.due());
      case LATE -> Pill.warn(row.due());
      case NONE -> Pill.plain(row.due());
    };
  }

  private static String below(CaseRow row) {
    List<String> parts = new ArrayList<>(List.of(row.type(), row.stage()));
    String worklist = row.worklist();
    if (worklist != null) {
      parts.add(worklist);
    }
    String assignee = row.view().assignee();
    if (assignee != null) {
      parts.add(assignee);
    }
    return String.join(" · ", parts);
  }
}
