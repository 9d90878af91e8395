package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Labels;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.Wording;
import dev.holdfast.server.packages.api.Packages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Case types of the packages in force, for filters and for what things are called. */
@ApplicationScoped
public class CaseTypes {
  private static final Comparator<Choice> BY_LABEL = Comparator.comparing(Choice::label);

  @Inject private Packages packages;

  /** All applications. */
  public List<Choice> applications() {
    List<String> languages = languages();
    return definitions()
        .map(
            definition -> {
              String name = definition.application();
              Wording wording = definition.labels().in(languages);
              return new Choice(name, wording.labelled(Subject.application(name)).orElse(name));
            })
        .sorted(BY_LABEL)
        .toList();
  }

  /** All types. */
  public List<Choice> types() {
    return choices(known -> Stream.of(new Choice(known.type().name(), known.words().type())))
        .stream()
        .sorted(BY_LABEL)
        .toList();
  }

  /** All types with their applications before them. */
  public List<String> qualified(String between) {
    return definitions()
        .flatMap(
            definition ->
                definition.cases().keySet().stream()
                    .map(type -> definition.application() + between + type))
        .sorted()
        .toList();
  }

  /** Stages of all types, in the order of work. */
  public List<Choice> stages() {
    return choices(
        known ->
            known.type().stages().stream()
                .map(stage -> new Choice(stage, known.words().stage(stage))));
  }

  /** Actions of all types. */
  public List<Choice> actions() {
    return choices(
            known ->
                known.type().actions().keySet().stream()
                    .map(action -> new Choice(action, known.words().action(action))))
        .stream()
        .sorted(BY_LABEL)
        .toList();
  }

  /** All worklists. */
  public List<Choice> worklists() {
    return choices(
            known ->
                known.type().coordination().worklists().stream()
                    .map(worklist -> new Choice(worklist, known.words().worklist(worklist))))
        .stream()
        .sorted(BY_LABEL)
        .toList();
  }

  /** What the parts of a case are called, in the first languages of the browser that there are. */
  public CaseWords words(String application, String type) {
    Optional<ApplicationPackage> known =
        packages.active(application).map(logic -> logic.definition());
    return new CaseWords(
        type,
        known.map(definition -> definition.cases().get(type)).orElse(null),
        known.map(ApplicationPackage::labels).orElse(Labels.NONE).in(languages()));
  }

  /** What of all types; what several call otherwise is called all that. */
  private List<Choice> choices(Function<Known, Stream<Choice>> parts) {
    List<String> languages = languages();
    Map<String, Set<String>> called = new LinkedHashMap<>();
    definitions()
        .flatMap(definition -> known(definition, definition.labels().in(languages)))
        .flatMap(parts)
        .forEach(
            part ->
                called
                    .computeIfAbsent(part.value(), value -> new LinkedHashSet<>())
                    .add(part.label()));
    return called.entrySet().stream()
        .map(part -> new Choice(part.getKey(), String.join(", ", part.getValue())))
        .toList();
  }

  private static Stream<Known> known(ApplicationPackage definition, Wording wording) {
    return definition.cases().values().stream()
        .map(type -> new Known(type, new CaseWords(type.name(), type, wording)));
  }

  private static List<String> languages() {
    List<String> languages = new ArrayList<>();
    FacesContext.getCurrentInstance()
        .getExternalContext()
        .getRequestLocales()
        .forEachRemaining(locale -> languages.add(locale.toLanguageTag()));
    return languages;
  }

  private Stream<ApplicationPackage> definitions() {
    return packages.active().stream().map(logic -> logic.definition());
  }

  private record Known(CaseType type, CaseWords words) {}
}
