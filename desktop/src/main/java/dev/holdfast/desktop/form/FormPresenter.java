package dev.holdfast.desktop.form;

import dev.holdfast.desktop.task.Model;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.text.EngineWords;
import dev.holdfast.device.api.ActionDraft;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An action that is being filled in. After each input the engine is asked again; while it answers,
 * further input is taken, and asked about together. What was typed stays, whatever becomes of the
 * case. Belongs to the screen's thread.
 */
public final class FormPresenter {
  private final Session session;
  private final FormReading reading;
  private final EngineWords words;
  private final Consumer<Performed> done;
  private final Memory memory = new Memory();
  private final Model<FormState> state;
  private boolean asking;
  private boolean stale;
  private boolean insisting;
  private boolean wanted;

  /**
   * Begins to fill something in.
   *
   * @param done told when it was performed
   */
  public FormPresenter(Session session, FormTarget target, Consumer<Performed> done) {
    this.session = session;
    this.reading = new FormReading(session, target);
    this.words = new EngineWords(session.texts());
    this.done = done;
    this.state = new Model<>(FormState.loading(target));
    refresh();
  }

  /** What is shown. */
  public Model<FormState> state() {
    return state;
  }

  /** Whether the user has typed something that closing would lose. */
  public boolean hasInput() {
    return !memory.typed().isEmpty();
  }

  /**
   * The user fills in a field.
   *
   * @param value in JSON form, null to remove it; what is no value of the field is said to the user
   */
  public void type(String field, @Nullable Object value) {
    memory.type(field, value);
    refresh();
  }

  /** The user wants his own, although the field has changed elsewhere. */
  public void keepMine(String field) {
    memory.keepMine(field);
    refresh();
  }

  /** The user wants what the field was changed to elsewhere. */
  public void takeTheirs(String field) {
    memory.takeTheirs(field);
    refresh();
  }

  /** Reads the form again, as the case may have changed. */
  public void refresh() {
    if (asking) {
      stale = true;
      return;
    }
    asking = true;
    stale = false;
    Map<String, @Nullable Object> typed = memory.typed();
    session.tasks().withStore(() -> reading.read(typed), this::read, this::failed);
  }

  private void read(FormReading.Read read) {
    asking = false;
    memory.read(read.values());
    if (stale) {
      refresh();
    } else {
      show(read.draft().orElse(null));
      if (wanted) {
        wanted = false;
        perform();
      }
    }
  }

  private void failed(RuntimeException failure) {
    asking = false;
    wanted = false;
    state.set(state.get().standing(insisting, false, session.explanations().of(failure)));
    if (stale) {
      refresh();
    }
  }

  /** Performs it, if nothing speaks against it; else says what does. */
  public void perform() {
    insisting = true;
    FormState now = state.get();
    if (asking) {
      // What was typed last is not answered yet.
      wanted = true;
      return;
    }
    if (!now.isPossible() || !now.clashes().isEmpty()) {
      show(now, false);
      return;
    }
    show(now, true);
    Map<String, @Nullable Object> typed = memory.typed();
    session.tasks().withStore(() -> reading.perform(typed), this::performed, this::notPerformed);
  }

  private void performed(Performed performed) {
    show(state.get(), false);
    done.accept(performed);
  }

  private void notPerformed(RuntimeException failure) {
    if (failure instanceof RefusedException refused) {
      // The case changed between the last answer and this moment.
      ActionForm form = Objects.requireNonNull(state.get().form(), "only a form is performed");
      show(form, refused.messages());
    } else {
      failed(failure);
    }
  }

  /** What was typed stays to be read when the action is no longer possible. */
  private void show(@Nullable ActionDraft draft) {
    if (draft == null) {
      String gone = session.texts().get("form.gone");
      show(state.get().form(), Map.of(), List.of(gone));
    } else {
      show(draft.form(), draft.objections());
    }
  }

  private void show(ActionForm form, List<Message> objections) {
    Map<String, ActionForm.Field> fields = FormState.fields(form);
    show(form, words.byField(objections, fields), words.general(objections, fields));
  }

  private void show(@Nullable ActionForm form, Map<String, String> errors, List<String> general) {
    FormTarget target = state.get().target();
    Map<String, ActionForm.Field> fields = form == null ? Map.of() : FormState.fields(form);
    state.set(
        new FormState(
            target,
            form,
            Set.copyOf(memory.typed().keySet()),
            errors,
            general,
            clashes(fields),
            memory.fresh(),
            insisting,
            false,
            null));
  }

  private void show(FormState now, boolean busy) {
    state.set(now.standing(insisting, busy, now.trouble()));
  }

  private List<Clash> clashes(Map<String, ActionForm.Field> fields) {
    return memory.clashing().stream()
        .filter(fields::containsKey)
        .sorted()
        .map(name -> clash(name, Objects.requireNonNull(fields.get(name))))
        .toList();
  }

  private Clash clash(String name, ActionForm.Field field) {
    return new Clash(
        name, field.label(), said(field, memory.before(name)), said(field, memory.theirs(name)));
  }

  private String said(ActionForm.Field field, @Nullable Object value) {
    if (field.records() != null) {
      int count = value instanceof List<?> records ? records.size() : 0;
      return session.texts().get("form.records", count);
    }
    String text = session.values().of(value, field::called);
    return text.isEmpty() ? session.texts().get("value.none") : text;
  }
}
