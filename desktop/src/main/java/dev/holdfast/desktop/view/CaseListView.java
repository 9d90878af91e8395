package dev.holdfast.desktop.view;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.work.OpenCase;
import dev.holdfast.desktop.work.WorkList;
import dev.holdfast.desktop.work.WorkPresenter;
import java.awt.BorderLayout;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** The cases of a list, and what they are found by. */
final class CaseListView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient Workplace place;
  private final transient Texts texts;
  private final JTextField search = new JTextField();
  private final JLabel title = Kit.title("");
  private final JButton create;
  private final JList<CaseRow> list = new FittingList<>();
  private final Prose nothing = new Prose("");
  private List<CaseRow> rows = List.of();
  private boolean showing;

  CaseListView(Workplace place) {
    super(new BorderLayout());
    this.place = place;
    this.texts = place.session().texts();
    this.create = Kit.primary(Kit.button(texts, "list.new", this::create));
    setOpaque(true);
    Kit.named(search, "search", texts.get("list.search"));
    search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.get("list.search"));
    search.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
    search.getDocument().addDocumentListener(searching());
    Kit.onKeys(search, "ESCAPE", () -> search.setText(""));
    JPanel line = Kit.panel(new BorderLayout(Look.gap(8), 0));
    line.add(title);
    line.add(create, BorderLayout.LINE_END);
    add(Kit.padded(Kit.panel(new Stack(10), line, search), 14, 16), BorderLayout.NORTH);
    Kit.named(list, "cases", texts.get("nav.cases"));
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new CaseCell(texts));
    Kit.padded(list, 0, 8);
    list.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mouseClicked(MouseEvent event) {
            open();
          }
        });
    Kit.onKeys(list, "ENTER", this::open);
    nothing.setName("cases.none");
    Kit.padded(nothing.in(Look.color("Holdfast.muted")), 8, 24);
    JScrollPane pane =
        new JScrollPane(
            list, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    pane.setBorder(null);
    JPanel below = Kit.panel(new BorderLayout());
    below.add(nothing, BorderLayout.NORTH);
    below.add(pane);
    add(below);
    place.work().state().listen(this::show);
    place.cases().state().listen(this::mark);
  }

  /** The keyboard goes to the search. */
  void focusSearch() {
    search.requestFocusInWindow();
    search.selectAll();
  }

  private DocumentListener searching() {
    return new DocumentListener() {
      @Override
      public void insertUpdate(DocumentEvent event) {
        place.work().search(search.getText());
      }

      @Override
      public void removeUpdate(DocumentEvent event) {
        place.work().search(search.getText());
      }

      @Override
      public void changedUpdate(DocumentEvent event) {
        place.work().search(search.getText());
      }
    };
  }

  private void open() {
    CaseRow row = list.getSelectedValue();
    if (row != null && !showing) {
      Leaving.ask(this, place, () -> place.open(row.id()));
    }
  }

  /** Offers the ways to create a case. */
  void create() {
    List<WorkPresenter.Creation> creations =
        place.work().state().get().creations().stream()
            .filter(creation -> !creation.child())
            .toList();
    if (creations.size() == 1) {
      Leaving.ask(this, place, () -> place.create(creations.get(0)));
      return;
    }
    JPopupMenu menu = new JPopupMenu();
    for (WorkPresenter.Creation creation : creations) {
      JMenuItem item = new JMenuItem(creation.label());
      item.setName("new." + creation.offer().type() + '.' + creation.offer().action());
      item.addActionListener(event -> Leaving.ask(this, place, () -> place.create(creation)));
      menu.add(item);
    }
    menu.applyComponentOrientation(getComponentOrientation());
    menu.show(create, 0, create.getHeight());
  }

  private void show(WorkPresenter.State state) {
    String label =
        state.search().isBlank()
            ? state.lists().stream()
                .filter(each -> each.id().equals(state.chosen()))
                .map(WorkList::label)
                .findFirst()
                .orElse("")
            : texts.get("list.found");
    title.setText(label);
    create.setVisible(state.creations().stream().anyMatch(creation -> !creation.child()));
    if (!rows.equals(state.rows())) {
      rows = state.rows();
      showing = true;
      list.setListData(rows.toArray(CaseRow[]::new));
      showing = false;
      mark(place.cases().state().get());
    }
    String why = state.trouble();
    boolean isEmpty = state.loaded() && rows.isEmpty();
    nothing.setText(
        why != null
            ? why
            : texts.get(state.search().isBlank() ? "list.empty" : "list.nothing-found"));
    nothing.setVisible(why != null || isEmpty);
    nothing.in(Look.color(why == null ? "Holdfast.muted" : "Holdfast.bad"));
  }

  private void mark(Optional<OpenCase> open) {
    UUID id = open.map(OpenCase::id).orElse(null);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(id)) {
        list.setSelectedIndex(i);
        list.ensureIndexIsVisible(i);
        return;
      }
    }
    list.clearSelection();
  }
}
