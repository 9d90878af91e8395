package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Labels;
import dev.holdfast.server.packages.api.Packages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Case types of the packages in force, for filters and for what things are called. */
@ApplicationScoped
public class CaseTypes {
  @Inject private Packages packages;

  /** Names of all types. */
  public List<String> names() {
    return all().map(CaseType::name).distinct().sorted().toList();
  }

  /** All types with their applications before them. */
  public List<String> qualified(String between) {
    return packages.active().stream()
        .map(logic -> logic.definition())
        .flatMap(
            definition ->
                definition.cases().keySet().stream()
                    .map(type -> definition.application() + between + type))
        .sorted()
        .toList();
  }

  /** Stages of all types, in the order of work. */
  public List<String> stages() {
    return all().flatMap(type -> type.stages().stream()).distinct().toList();
  }

  /** Names of all worklists. */
  public List<String> worklists() {
    return all()
        .flatMap(type -> type.coordination().worklists().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** What the parts of a case are called, in the first languages of the browser that there are. */
  public CaseWords words(String application, String type) {
    List<String> languages = new ArrayList<>();
    FacesContext.getCurrentInstance()
        .getExternalContext()
        .getRequestLocales()
        .forEachRemaining(locale -> languages.add(locale.toLanguageTag()));
    Optional<ApplicationPackage> known =
        packages.active(application).map(logic -> logic.definition());
    return new CaseWords(
        type,
        known.map(definition -> definition.cases().get(type)).orElse(null),
        known.map(ApplicationPackage::labels).orElse(Labels.NONE).in(languages));
  }

  private Stream<CaseType> all() {
    return packages.active().stream()
        .flatMap(logic -> logic.definition().cases().values().stream());
  }
}
