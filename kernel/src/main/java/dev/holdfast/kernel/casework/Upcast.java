package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.VersionNumber;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what was made with another version of a package in the words of the version in force. Of two
 * versions the newer one knows how the older one's words became its own; so what was made with a
 * newer one, before it was taken back, is understood too. Pure. Safe for use by many threads if the
 * lookup is.
 */
public final class Upcast {
  private final ApplicationPackage inForce;
  private final Function<String, Optional<ApplicationPackage>> others;

  /**
   * Understands by the version in force.
   *
   * @param inForce that version
   * @param others the other versions of the application that this side has, by number
   */
  public Upcast(ApplicationPackage inForce, Function<String, Optional<ApplicationPackage>> others) {
    this.inForce = inForce;
    this.others = others;
  }

  /**
   * What a case says.
   *
   * @param stage where it stands
   * @param fields its values in JSON form
   */
  public record Content(String stage, Map<String, ? extends @Nullable Object> fields) {}

  /** An action in the words of the version in force; as it is if nothing is known of its own. */
  public Understanding understand(ActionSubmission action) {
    CaseType type = inForce.cases().get(action.type());
    Optional<TypeWords> words = words(type, action.packageVersion());
    if (type == null || words.isEmpty()) {
      return Understanding.of(action);
    }
    VersionPair versions = new VersionPair(action.packageVersion(), inForce.version());
    VersionNumber oldest = inForce.evolution().supports();
    Retelling retelling = new Retelling(type, words.get(), versions, action);
    if (oldest != null && number(action.packageVersion()).compareTo(oldest) < 0) {
      retelling.object(versions.unsupported(oldest));
    }
    return retelling.tell();
  }

  /**
   * What a case says in the words of the version in force; what it has no words for stays as it is.
   *
   * @param type the case's type
   * @param version the version in whose words it is
   */
  public Content reword(String type, String version, Content content) {
    CaseType definition = inForce.cases().get(type);
    Optional<TypeWords> words = words(definition, version);
    if (definition == null || words.isEmpty()) {
      return content;
    }
    Map<String, @Nullable Object> fields =
        new Rewording(words.get().fields(), definition.fields()).of(content.fields());
    words
        .get()
        .defaults()
        .forEach(
            (name, value) -> {
              if (definition.fields().containsKey(name) && fields.get(name) == null) {
                fields.put(name, value);
              }
            });
    return new Content(stage(words.get(), definition, content.stage()), fields);
  }

  /**
   * Whether anything of a case type is called otherwise in the version in force than in another.
   */
  public boolean differs(String type, String version) {
    return words(inForce.cases().get(type), version).filter(TypeWords::differ).isPresent();
  }

  private static String stage(TypeWords words, CaseType type, String stage) {
    List<String> possible =
        words.stages().apply(stage).stream().filter(type.stages()::contains).toList();
    return possible.isEmpty() || possible.contains(stage) ? stage : possible.get(0);
  }

  private Optional<TypeWords> words(@Nullable CaseType type, String version) {
    Optional<VersionNumber> made = VersionNumber.of(version);
    if (type == null || made.isEmpty() || version.equals(inForce.version())) {
      return Optional.empty();
    }
    VersionNumber present = number(inForce.version());
    return made.get().compareTo(present) < 0
        ? Optional.of(TypeWords.later(inForce.evolution().since(made.get(), type.name())))
        : others
            .apply(version)
            .map(newer -> TypeWords.earlier(newer.evolution().since(present, type.name()), type));
  }

  private static VersionNumber number(String version) {
    return VersionNumber.of(version)
        .orElseThrow(() -> new IllegalArgumentException(version + " is no version"));
  }
}
