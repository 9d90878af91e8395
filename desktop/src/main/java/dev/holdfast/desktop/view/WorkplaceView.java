package dev.holdfast.desktop.view;

import dev.holdfast.desktop.shell.Page;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Wrap;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JSplitPane;

/** The window while somebody works. */
final class WorkplaceView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int LIST = 380;

  private final CardLayout pages = new CardLayout();
  private final JPanel content = Kit.panel(pages);

  WorkplaceView(Workplace place, MainWindow.Wishes wishes, Runnable settings) {
    super(new BorderLayout());
    Texts texts = place.session().texts();
    Runnable locking = () -> Leaving.ask(this, place, wishes::lock);
    JButton gear = Kit.quiet(Kit.button(texts, "settings.open", settings));
    JButton lock = Kit.quiet(Kit.button(texts, "nav.lock", locking));
    CaseListView list = new CaseListView(place);
    content.add(split(list, new DetailView(place)), Page.CASES.name());
    content.add(new QueueView(place), Page.QUEUE.name());
    add(new SideBar(place, wishes, Kit.panel(new Wrap(0), lock, gear)), BorderLayout.LINE_START);
    add(content);
    place.page().listen(page -> pages.show(content, page.name()));
    Kit.onWindowKeys(this, "F5", place.sync()::syncNow);
    Kit.onWindowKeys(
        this,
        "ctrl F",
        () -> {
          place.page().set(Page.CASES);
          list.focusSearch();
        });
    Kit.onWindowKeys(
        this,
        "ctrl N",
        () -> {
          place.page().set(Page.CASES);
          list.create();
        });
    Kit.onWindowKeys(this, "ctrl L", locking);
    Kit.onWindowKeys(this, "ctrl Q", place::showQueue);
  }

  private Component split(CaseListView list, DetailView detail) {
    // A split pane keeps its sides where they are, whatever the direction of reading is.
    JSplitPane split = new SplitByReading(list, detail);
    list.setMinimumSize(new Dimension(Look.gap(240), 0));
    detail.setMinimumSize(new Dimension(Look.gap(320), 0));
    list.setPreferredSize(new Dimension(Look.gap(LIST), 0));
    return split;
  }
}
