package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.contents.api.ContentUploads.Place;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what packages say of the fields that contents are announced for. */
@ApplicationScoped
public class Places {
  private final Packages packages;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Places() {
    this(null);
  }

  /** In packages. */
  @Inject
  public Places(Packages packages) {
    this.packages = packages;
  }

  /**
   * What contents a field takes.
   *
   * @throws RefusedException {@code NOT_FOUND} if there is no such field of type attachment, or the
   *     user has no role in its application
   */
  ContentRules rules(User user, Place place) throws RefusedException {
    return rules(place, inForce -> !Collections.disjoint(inForce.roles(), user.roles()));
  }

  /**
   * The same for whomever.
   *
   * @throws RefusedException {@code NOT_FOUND} if there is no such field of type attachment
   */
  ContentRules rules(Place place) throws RefusedException {
    return rules(place, inForce -> true);
  }

  private ContentRules rules(Place place, Predicate<ApplicationPackage> open)
      throws RefusedException {
    return packages
        .active(place.application())
        .map(CompiledPackage::definition)
        .filter(open)
        .flatMap(inForce -> inTheWordsOf(inForce, place))
        .map(definition -> definition.cases().get(place.caseType()))
        .map(type -> field(type.fields(), place.field()))
        .filter(field -> field.type() == ValueType.ATTACHMENT)
        .map(field -> field.form().content())
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.NOT_FOUND,
                    "There is no field "
                        + place.field()
                        + " for attachments in "
                        + place.application()
                        + '/'
                        + place.caseType()
                        + " here."));
  }

  private Optional<ApplicationPackage> inTheWordsOf(ApplicationPackage inForce, Place place) {
    String version = place.version();
    return version == null || version.equals(inForce.version())
        ? Optional.of(inForce)
        : packages.find(place.application(), version).map(CompiledPackage::definition);
  }

  @SuppressWarnings("NullAway") // what is not there is filtered by who maps
  private static CaseType.Field field(Map<String, CaseType.Field> fields, String path) {
    String[] names = path.split("\\.", 2);
    CaseType.Field field = fields.get(names[0]);
    return names.length == 1 || field == null
        ? field
        : Objects.requireNonNull(field.form()).fields().get(names[1]);
  }
}
