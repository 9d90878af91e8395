package dev.holdfast.desktop.view;

import dev.holdfast.desktop.shell.Page;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.sync.SyncPresenter;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Column;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.work.WorkList;
import dev.holdfast.desktop.work.WorkPresenter;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** The lists, the queue, and how the device stands. */
final class SideBar extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int WIDTH = 236;

  private final transient Workplace place;
  private final transient Texts texts;
  private final JPanel lists = Kit.panel(new Stack(2));
  private final transient Map<String, NavButton> byList = new LinkedHashMap<>();
  private final NavButton queue;

  SideBar(Workplace place, MainWindow.Wishes wishes, JPanel buttons) {
    super(new BorderLayout());
    this.place = place;
    this.texts = place.session().texts();
    this.queue = new NavButton("nav.queue", place::showQueue);
    setBackground(Look.color("Holdfast.side"));
    setBorder(BorderFactory.createEmptyBorder());
    JLabel name = Kit.label("Holdfast");
    name.setFont(Look.font(1.15f, Font.BOLD));
    name.setForeground(Look.accent());
    JPanel head = Kit.padded(Kit.panel(new BorderLayout()), 12, 14);
    head.add(name, BorderLayout.LINE_START);
    Column column = new Column(new Stack(12));
    column.add(section("nav.cases", lists));
    column.add(section("nav.sending", Kit.panel(new Stack(2), queue)));
    add(head, BorderLayout.NORTH);
    add(Kit.padded(column, 0, 8).scrolling());
    JPanel foot = Kit.panel(new Stack(0), Kit.padded(buttons, 8, 8), new SyncCard(place, wishes));
    add(foot, BorderLayout.SOUTH);
    place.work().state().listen(this::show);
    place.sync().state().listen(this::show);
    place.page().listen(this::show);
  }

  private JPanel section(String key, JPanel content) {
    JLabel label = Kit.padded(Kit.muted(texts.get(key)), 2, 8);
    return Kit.panel(new Stack(2), label, content);
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.gap(WIDTH), super.getPreferredSize().height);
  }

  private void show(WorkPresenter.State state) {
    List<String> ids = state.lists().stream().map(WorkList::id).toList();
    if (!ids.equals(List.copyOf(byList.keySet()))) {
      byList.clear();
      lists.removeAll();
      for (WorkList list : state.lists()) {
        NavButton button = new NavButton("list." + list.id(), () -> place.choose(list.id()));
        byList.put(list.id(), button);
        lists.add(button);
      }
      lists.applyComponentOrientation(getComponentOrientation());
      lists.revalidate();
    }
    for (WorkList list : state.lists()) {
      NavButton button = byList.get(list.id());
      if (button != null) {
        button.show(list.label(), list.count(), list.overdue() > 0);
      }
    }
    mark();
  }

  private void show(SyncPresenter.State state) {
    queue.show(texts.get("nav.queue"), state.pending() + state.parked(), state.parked() > 0);
  }

  private void show(Page page) {
    mark();
  }

  private void mark() {
    boolean cases = place.page().get() == Page.CASES;
    String chosen = place.work().state().get().chosen();
    byList.forEach((id, button) -> button.setChosen(cases && id.equals(chosen)));
    queue.setChosen(!cases);
  }
}
