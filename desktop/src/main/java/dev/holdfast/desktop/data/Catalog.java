package dev.holdfast.desktop.data;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The applications held, and what their parts are called in the user's languages. What a package
 * has no label for is called by its name in words. Immutable.
 */
public final class Catalog {
  private final Map<String, ApplicationPackage> applications = new LinkedHashMap<>();
  private final List<String> languages;

  /** A catalogue of these applications. */
  public Catalog(List<ApplicationPackage> applications, List<String> languages) {
    applications.forEach(each -> this.applications.put(each.application(), each));
    this.languages = languages;
  }

  /** The applications by their names. */
  public Map<String, ApplicationPackage> applications() {
    return applications;
  }

  /** An application, empty if it is not held any more. */
  public Optional<ApplicationPackage> application(String name) {
    return Optional.ofNullable(applications.get(name));
  }

  /** A case type, empty if it is not held any more. */
  public Optional<CaseType> type(String application, String type) {
    return application(application).map(found -> found.cases().get(type));
  }

  /** What something of an application is called. */
  public String label(String application, Subject subject) {
    return application(application)
        .map(found -> found.labels().in(languages).label(subject))
        .orElse(subject.fallback());
  }

  /** What people should know of it, empty if nothing. */
  public Optional<String> help(String application, Subject subject) {
    return application(application).flatMap(found -> found.labels().in(languages).help(subject));
  }

  /** What an application is called. */
  public String applicationLabel(String application) {
    return label(application, Subject.application(application));
  }

  /** What a case type is called. */
  public String typeLabel(String application, String type) {
    return label(application, Subject.caseType(type));
  }

  /** What a stage is called. */
  public String stageLabel(String application, String type, String stage) {
    return label(application, Subject.stage(type, stage));
  }

  /** What an action is called. */
  public String actionLabel(String application, String type, String action) {
    return label(application, Subject.action(type, action));
  }

  /** What a worklist is called. */
  public String worklistLabel(String application, String worklist) {
    return label(application, Subject.worklist(worklist));
  }

  /** What a field is called, a built-in one included. */
  public String fieldLabel(String application, String type, String field) {
    Subject subject =
        application(application)
            .map(found -> words(found, type).subject(field))
            .orElse(Subject.field(type, field));
    return label(application, subject);
  }

  /** What a choice of a field is called. */
  public String choiceLabel(String application, Subject field, String choice) {
    return label(application, field.choice(choice));
  }

  private CaseWords words(ApplicationPackage application, String type) {
    return new CaseWords(type, application.cases().get(type), application.labels().in(languages));
  }
}
