package dev.holdfast.desktop.view;

import dev.holdfast.desktop.shell.Workplace;
import dev.holdfast.desktop.sync.SyncPresenter;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Dot;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import java.awt.BorderLayout;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;

/** How the device stands with its server, and what can be done about it. */
final class SyncCard extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient SyncPresenter presenter;
  private final Dot dot = new Dot();
  private final JLabel title = Kit.label("");
  private final Prose detail = new Prose("");
  private final Prose notice = new Prose("");
  private final JProgressBar progress = new JProgressBar();
  private final JButton signIn;
  private final JButton now;
  private final JButton stop;
  private final JButton later;
  private final JCheckBox metered = new JCheckBox();

  SyncCard(Workplace place, MainWindow.Wishes wishes) {
    super(new Stack(6));
    this.presenter = place.sync();
    Texts texts = place.session().texts();
    this.signIn =
        Kit.primary(
            Kit.button(texts, "sync.sign-in", () -> Leaving.ask(this, place, wishes::signIn)));
    this.now = Kit.button(texts, "sync.now", presenter::syncNow);
    this.stop = Kit.button(texts, "sync.stop", presenter::stop);
    this.later = Kit.button(texts, "sync.later", presenter::syncWhateverItCosts);
    setOpaque(false);
    setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, Look.color("Holdfast.line")),
            Kit.padded(new JPanel(), 12, 14).getBorder()));
    Kit.dress(metered, texts.marked("sync.metered"), "sync.metered");
    metered.setOpaque(false);
    metered.addActionListener(event -> presenter.setMetered(metered.isSelected()));
    title.setName("sync.title");
    title.setFont(Look.font(1, Font.BOLD));
    detail.setName("sync.detail");
    detail.in(Look.font(0.92f, Font.PLAIN)).in(Look.color("Holdfast.muted"));
    notice.setName("sync.notice");
    notice.in(Look.font(0.92f, Font.PLAIN));
    JPanel head = Kit.panel(new BorderLayout(Look.gap(8), 0));
    head.add(dot, BorderLayout.LINE_START);
    head.add(title);
    add(head);
    add(detail);
    add(progress);
    add(notice);
    add(metered);
    add(signIn);
    add(now);
    add(stop);
    add(later);
    presenter.state().listen(this::show);
  }

  private void show(SyncPresenter.State state) {
    dot.setColor(
        switch (state.badge()) {
          case ONLINE -> Look.color("Holdfast.good");
          case SYNCING -> Look.accent();
          case OFFLINE, WAITING -> Look.color("Holdfast.warn");
          case SIGNED_OUT, LOCKED -> Look.color("Holdfast.bad");
        });
    title.setText(state.title());
    detail.setText(state.detail());
    detail.setVisible(!state.detail().isEmpty());
    String said = state.notice();
    notice.setText(said == null ? "" : said);
    notice.setVisible(said != null);
    progress.setVisible(state.isRunning());
    progress.setIndeterminate(state.percent() < 0);
    progress.setValue(Math.max(0, state.percent()));
    metered.setSelected(state.metered());
    boolean isOut = state.badge() == SyncPresenter.Badge.SIGNED_OUT;
    signIn.setVisible(isOut);
    now.setVisible(!state.isRunning() && !isOut);
    stop.setVisible(state.isRunning() && presenter.isByHand());
    later.setVisible(!state.isRunning() && state.later());
    revalidate();
    repaint();
  }
}
