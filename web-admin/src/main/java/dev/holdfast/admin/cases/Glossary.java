package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.Looks;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.casework.api.CaseView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parts of cases are called, for pages with cases of many types. */
@Named
@RequestScoped
public class Glossary {
  private static final int FIELDS = 4;
  private static final int SUMMARY = 90;

  @Inject private CaseTypes types;
  @Inject private Looks looks;

  private final Map<String, CaseWords> known = new HashMap<>();

  /**
   * What the parts of a case are called.
   *
   * @param application null if unreadable: then names are called what they are
   * @param type null if unreadable
   */
  public CaseWords of(@Nullable String application, @Nullable String type) {
    var owner = application == null ? "" : application;
    var name = type == null ? "" : type;
    // No name has a slash in it.
    return known.computeIfAbsent(owner + '/' + name, key -> types.words(owner, name));
  }

  /** The first fields of a case on one line. */
  public String summary(CaseView file) {
    var words = of(file.application(), file.type());
    var line =
        file.fields().entrySet().stream()
            .limit(FIELDS)
            .map(
                field ->
                    words.field(field.getKey())
                        + ": "
                        + looks.value(words.value(field.getKey(), field.getValue())))
            .collect(Collectors.joining(" · "));
    return line.length() <= SUMMARY ? line : line.substring(0, SUMMARY - 1) + '…';
  }
}
