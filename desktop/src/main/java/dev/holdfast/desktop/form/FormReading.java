package dev.holdfast.desktop.form;

import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ActionDraft;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and performs what is being filled in. Reads and writes the store, so not for the screen's
 * thread.
 *
 * @param session the device
 * @param target what is being filled in
 */
record FormReading(Session session, FormTarget target) {

  /**
   * What was read.
   *
   * @param draft the form, empty if the action is not possible any more
   * @param values what the case holds, empty without one
   */
  record Read(Optional<ActionDraft> draft, Map<String, Object> values) {}

  /** Reads the form with what was typed. */
  Read read(Map<String, @Nullable Object> typed) {
    Holdfast holdfast = session.holdfast();
    List<String> languages = session.texts().languages();
    if (target instanceof FormTarget.OnCase on) {
      Optional<CaseView> view = holdfast.show(on.caseId());
      return new Read(
          view.flatMap(found -> holdfast.draft(found.id(), on.action(), typed, languages)),
          view.map(Memory::of).orElse(Map.of()));
    }
    if (target instanceof FormTarget.NewCase of) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(of.preset());
      all.putAll(typed);
      return new Read(holdfast.draftNew(name(of), of.action(), all, languages), Map.of());
    }
    PendingAction pending = ((FormTarget.Again) target).pending();
    Map<String, @Nullable Object> all = new LinkedHashMap<>(pending.fields());
    all.putAll(typed);
    Optional<CaseView> view = holdfast.show(pending.caseId());
    String type = pending.application() + '/' + pending.type();
    return new Read(
        view.isPresent()
            ? holdfast.draft(pending.caseId(), pending.name(), all, languages)
            : holdfast.draftNew(type, pending.name(), all, languages),
        view.map(Memory::of).orElse(Map.of()));
  }

  /** Performs it. */
  Performed perform(Map<String, @Nullable Object> typed) {
    if (target instanceof FormTarget.OnCase on) {
      return session.holdfast().perform(on.caseId(), on.action(), typed);
    }
    if (target instanceof FormTarget.NewCase of) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(of.preset());
      all.putAll(typed);
      all.values().removeIf(value -> value == null);
      return session.holdfast().create(name(of), of.action(), all);
    }
    return session.holdfast().retry(((FormTarget.Again) target).pending().action(), typed);
  }

  private static String name(FormTarget.NewCase of) {
    return of.application() + '/' + of.type();
  }
}
