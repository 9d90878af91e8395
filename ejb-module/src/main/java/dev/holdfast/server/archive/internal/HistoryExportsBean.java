package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Labels;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Exports of histories. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HistoryExportsBean implements HistoryExports {
  @Inject private History history;
  @Inject private Cases cases;
  @Inject private Packages packages;
  @Inject private Directory directory;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected HistoryExportsBean() {}

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportJson(Caller caller, UUID caseId, OutputStream out)
      throws RefusedException, IOException {
    new HistoryJson(clock.instant()).write(whole(caller, caseId), out);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportCsv(Caller caller, UUID caseId, OutputStream out)
      throws RefusedException, IOException {
    new HistoryCsv(directory).write(whole(caller, caseId), out);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportPdf(Caller caller, UUID caseId, List<String> languages, OutputStream out)
      throws RefusedException, IOException {
    WholeHistory whole = whole(caller, caseId);
    Optional<CaseView> found = cases.find(caller, caseId);
    CaseWords words = words(found, languages);
    new HistoryPdf(directory, words, clock.instant())
        .write(whole, found.orElse(null), history.verify(caseId), out);
  }

  private WholeHistory whole(Caller caller, UUID caseId) throws RefusedException {
    caller.requireAdministrator();
    return history
        .end(caseId)
        .map(end -> new WholeHistory(history, caseId, end))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.NOT_FOUND, "There is no history of case " + caseId + '.'));
  }

  private CaseWords words(Optional<CaseView> found, List<String> languages) {
    Optional<ApplicationPackage> known =
        found.flatMap(view -> packages.active(view.application())).map(logic -> logic.definition());
    String type = found.map(CaseView::type).orElse("");
    return new CaseWords(
        type,
        known.map(definition -> definition.cases().get(type)).orElse(null),
        known.map(ApplicationPackage::labels).orElse(Labels.NONE).in(languages));
  }
}
