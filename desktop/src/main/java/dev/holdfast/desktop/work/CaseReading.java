package dev.holdfast.desktop.work;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.data.CaseRows;
import dev.holdfast.desktop.data.Catalog;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.text.EngineWords;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ActionOffer;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is shown of a case. Reads the store, so not for the screen's thread. */
final class CaseReading {
  private final Session session;
  private final Catalog catalog;

  CaseReading(Session session) {
    this.session = session;
    this.catalog = new Catalog(session.holdfast().applications(), session.texts().languages());
  }

  /** A case, with nothing in it if the device does not have it. */
  OpenCase read(UUID id) {
    Optional<CaseView> found = session.holdfast().show(id);
    if (found.isEmpty()) {
      return OpenCase.loading(id).saying(session.texts().get("case.gone"));
    }
    CaseView view = found.get();
    Holdfast holdfast = session.holdfast();
    UUID parent = view.parent();
    return new OpenCase(
        id,
        rows(List.of(view)).get(0),
        assignee(view),
        facts(view),
        view.completed() ? List.of() : actions(id),
        rows(holdfast.children(id)),
        view.completed() ? List.of() : opens(view),
        parent == null
            ? null
            : holdfast.show(parent).map(p -> rows(List.of(p)).get(0)).orElse(null),
        Set.of(),
        null);
  }

  private List<CaseRow> rows(List<CaseView> views) {
    return new CaseRows(session, catalog).of(views);
  }

  private String assignee(CaseView view) {
    @Nullable String user = view.assignee();
    return user == null ? session.texts().get("case.nobody") : user;
  }

  private List<Fact> facts(CaseView view) {
    ApplicationPackage application = catalog.application(view.application()).orElse(null);
    CaseType type = application == null ? null : application.cases().get(view.type());
    return application == null || type == null
        ? List.of()
        : new Facts(session, catalog, application, type).of(view);
  }

  private List<OpenCase.Action> actions(UUID id) {
    EngineWords words = new EngineWords(session.texts());
    return session.holdfast().offers(id, session.texts().languages()).stream()
        .map(offer -> new OpenCase.Action(offer, objection(words, offer)))
        .toList();
  }

  private static @Nullable String objection(EngineWords words, ActionOffer offer) {
    return offer.objections().isEmpty()
        ? null
        : offer.objections().stream()
            .map(message -> words.of(message, Map.of()))
            .collect(Collectors.joining("\n"));
  }

  /** The ways to open a child of a case. */
  private List<ActionOffer> opens(CaseView view) {
    List<String> children =
        catalog
            .type(view.application(), view.type())
            .map(type -> type.coordination().family().children())
            .orElse(List.of());
    return children.isEmpty()
        ? List.of()
        : session.holdfast().creations(session.texts().languages()).stream()
            .filter(offer -> offer.application().equals(view.application()))
            .filter(offer -> children.contains(offer.type()))
            .toList();
  }
}
