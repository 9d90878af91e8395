package dev.holdfast.desktop.view;

import dev.holdfast.desktop.entry.EntryPresenter;
import dev.holdfast.desktop.entry.EntryState;
import dev.holdfast.desktop.entry.EntryState.Mode;
import dev.holdfast.desktop.entry.SignIn;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import java.awt.Component;
import java.awt.Font;
import java.awt.GridBagLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JProgressBar;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/** The way in: sign in, or unlock. */
final class EntryView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int SECOND = 1000;
  private static final int WIDTH = 380;

  private final transient EntryPresenter presenter;
  private final transient Texts texts;
  private final JTextField server = new JTextField();
  private final JTextField user = new JTextField();
  private final JPasswordField password = new JPasswordField();
  private final JPasswordField passphrase = new JPasswordField();
  private final JPasswordField repeated = new JPasswordField();
  private final JTextField device = new JTextField();
  private final JPanel form = Kit.panel(new Stack(12));
  private final Prose message = new Prose("");
  private final JProgressBar progress = new JProgressBar();
  private final JButton go;
  private final JButton offline;
  private final Timer timer;
  private @Nullable Mode shown;

  EntryView(EntryPresenter presenter, Texts texts) {
    super(new GridBagLayout());
    this.presenter = presenter;
    this.texts = texts;
    this.go = Kit.primary(Kit.button(texts, "entry.go", this::go));
    this.offline = Kit.quiet(Kit.button(texts, "entry.offline", presenter::workOffline));
    this.timer = new Timer(SECOND, event -> presenter.tick());
    setBackground(Look.color("Holdfast.side"));
    device.setText(texts.get("entry.device-default"));
    message.setName("entry.message");
    progress.setIndeterminate(true);
    add(form);
    presenter.state().listen(this::show);
  }

  @Override
  public void addNotify() {
    super.addNotify();
    timer.start();
    SwingUtilities.getRootPane(this).setDefaultButton(go);
  }

  @Override
  public void removeNotify() {
    timer.stop();
    super.removeNotify();
  }

  private void show(EntryState state) {
    if (state.mode() != shown) {
      shown = state.mode();
      build(state);
    }
    boolean waits = state.seconds() > 0;
    String text = state.message();
    if (waits) {
      text = (text == null ? "" : text + "\n") + texts.get("entry.wait", state.seconds());
    }
    message.setText(text == null ? "" : text);
    message.setVisible(text != null);
    message.in(Look.color(state.isProblem() || waits ? "Holdfast.bad" : "Holdfast.muted"));
    progress.setVisible(state.busy());
    go.setEnabled(!state.busy() && !waits);
    for (JTextField field : List.of(server, user, password, passphrase, repeated, device)) {
      field.setEnabled(!state.busy());
    }
    user.setEnabled(!state.busy() && !state.fixedUser());
    revalidate();
    repaint();
  }

  private void build(EntryState state) {
    form.removeAll();
    server.setText(state.server());
    user.setText(state.user());
    JLabel name = Kit.label("Holdfast");
    name.setFont(Look.font(1.1f, Font.BOLD));
    name.setForeground(Look.accent());
    form.add(name);
    String key = state.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    form.add(Kit.title(texts.get("entry.title." + key)));
    form.add(new Prose(texts.get("entry.text." + key)).in(Look.color("Holdfast.muted")));
    List<JComponent> fields = new ArrayList<>();
    if (state.mode() != Mode.UNLOCK) {
      fields.add(field("entry.server", server));
      fields.add(field("entry.user", user));
      fields.add(field("entry.password", password));
      fields.add(field("entry.device", device));
    }
    if (state.mode() != Mode.SIGN_IN) {
      fields.add(field("entry.passphrase", passphrase));
    }
    if (state.mode() == Mode.NEW) {
      fields.add(field("entry.repeat", repeated));
    }
    fields.forEach(form::add);
    form.add(message);
    form.add(progress);
    JPanel buttons = Kit.panel(new Stack(8), go);
    if (state.mode() == Mode.SIGN_IN && state.fixedUser()) {
      buttons.add(offline);
    }
    form.add(buttons);
    Kit.dress(
        go, texts.marked(state.mode() == Mode.UNLOCK ? "entry.unlock" : "entry.go"), "entry.go");
    form.applyComponentOrientation(getComponentOrientation());
    JComponent first = first(state.mode());
    SwingUtilities.invokeLater(first::requestFocusInWindow);
  }

  /** What is to be filled in first. */
  private JTextField first(Mode mode) {
    if (mode == Mode.UNLOCK) {
      return passphrase;
    }
    return server.getText().isEmpty() ? server : user.getText().isEmpty() ? user : password;
  }

  private JPanel field(String key, JTextField field) {
    JLabel label = Kit.labelFor(texts, key, field);
    return Kit.panel(new Stack(4), label, field);
  }

  @Override
  public void doLayout() {
    super.doLayout();
    for (Component child : getComponents()) {
      int width = Math.min(Look.gap(WIDTH), getWidth() - Look.gap(32));
      child.setSize(width, child.getHeight());
      int height = Math.min(child.getPreferredSize().height, getHeight());
      child.setBounds(
          (getWidth() - width) / 2, Math.max(0, (getHeight() - height) / 2), width, height);
    }
  }

  private void go() {
    String name = user.getText();
    char[] typed = password.getPassword();
    SignIn who = new SignIn(name, typed, device.getText());
    switch (presenter.state().get().mode()) {
      case UNLOCK -> presenter.unlock(passphrase.getPassword());
      case NEW ->
          presenter.begin(server.getText(), who, passphrase.getPassword(), repeated.getPassword());
      case SIGN_IN -> presenter.signIn(server.getText(), who);
    }
    if (presenter.state().get().mode() == Mode.UNLOCK) {
      passphrase.setText("");
    }
  }
}
