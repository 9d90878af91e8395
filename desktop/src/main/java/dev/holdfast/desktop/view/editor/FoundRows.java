package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.data.References.Row;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;

/** What was found, in a list below a line; the keyboard stays in the line. */
final class FoundRows {
  private static final int ROWS = 8;

  private final JTextField line;
  private final JList<Row> list = new JList<>();
  private final JPopupMenu menu = new JPopupMenu();
  private final Consumer<Row> chosen;

  FoundRows(JTextField line, Texts texts, Consumer<Row> chosen) {
    this.line = line;
    this.chosen = chosen;
    list.setVisibleRowCount(ROWS);
    list.setFocusable(false);
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new Renderer());
    Kit.named(list, "found", texts.get("form.found"));
    list.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mouseReleased(MouseEvent event) {
            choose();
          }
        });
    line.addKeyListener(
        new KeyAdapter() {
          @Override
          public void keyPressed(KeyEvent event) {
            pressed(event);
          }
        });
    JScrollPane pane = new JScrollPane(list);
    pane.setBorder(null);
    menu.setFocusable(false);
    menu.add(pane);
  }

  private static final class Renderer extends DefaultListCellRenderer {
    private static final long serialVersionUID = 1L;

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean isSelected, boolean hasFocus) {
      Row row = (Row) value;
      String text = row.detail().isEmpty() ? row.name() : row.name() + "   " + row.detail();
      putClientProperty("html.disable", Boolean.TRUE);
      super.getListCellRendererComponent(list, text, index, isSelected, false);
      return Kit.padded(this, 4, 10);
    }
  }

  private void pressed(KeyEvent event) {
    if (!menu.isVisible()) {
      return;
    }
    switch (event.getKeyCode()) {
      case KeyEvent.VK_DOWN -> move(1, event);
      case KeyEvent.VK_UP -> move(-1, event);
      case KeyEvent.VK_ENTER -> {
        choose();
        event.consume();
      }
      case KeyEvent.VK_ESCAPE -> {
        hide();
        event.consume();
      }
      default -> {
        // Anything else is typed.
      }
    }
  }

  private void move(int by, KeyEvent event) {
    int next = Math.floorMod(list.getSelectedIndex() + by, list.getModel().getSize());
    list.setSelectedIndex(next);
    list.ensureIndexIsVisible(next);
    event.consume();
  }

  private void choose() {
    Row row = list.getSelectedValue();
    hide();
    if (row != null) {
      chosen.accept(row);
    }
  }

  void show(List<Row> rows) {
    list.setListData(rows.toArray(Row[]::new));
    if (rows.isEmpty() || !line.isShowing()) {
      hide();
      return;
    }
    list.setSelectedIndex(0);
    list.setVisibleRowCount(Math.min(ROWS, rows.size()));
    Dimension wanted = list.getPreferredScrollableViewportSize();
    menu.setPopupSize(
        Math.max(line.getWidth(), Math.min(wanted.width, Look.gap(480))),
        wanted.height + Look.gap(8));
    menu.applyComponentOrientation(line.getComponentOrientation());
    if (!menu.isVisible()) {
      menu.show(line, 0, line.getHeight());
      line.requestFocusInWindow();
    }
  }

  void hide() {
    menu.setVisible(false);
  }
}
