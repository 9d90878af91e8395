package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;

/**
 * One version of an application: the logic that server and devices share. Immutable; every map
 * keeps the order of the document.
 *
 * @param application name of the application, {@code [a-z][a-z0-9-]*}
 * @param version semantic version, {@code major.minor.patch}
 * @param userAttributes what a user may carry beside a name and roles, by name
 * @param roles the application's roles
 * @param tables offline tables by name
 * @param cases case types by name
 * @param evolution how earlier versions' words became this one's
 * @param labels what people read in place of names
 * @param source the document as it was deployed, byte for byte
 * @param digest lower-case hexadecimal SHA-256 of {@code source} in UTF-8
 */
public record ApplicationPackage(
    String application,
    String version,
    Map<String, UserAttribute> userAttributes,
    List<String> roles,
    Map<String, OfflineTable> tables,
    Map<String, CaseType> cases,
    Evolution evolution,
    Labels labels,
    String source,
    String digest) {

  /**
   * The scope of a table or case type.
   *
   * @throws IllegalArgumentException if the package has no such unit
   */
  public Scope scopeOf(String unit) {
    OfflineTable table = tables.get(unit);
    return table == null ? caseType(unit).scope() : table.scope();
  }

  /**
   * Whether a step of a path leads from a case to its parent.
   *
   * @param unit name of a table or case type
   * @param step one of its columns or fields
   */
  public boolean leadsToParent(String unit, String step) {
    CaseType from = cases.get(unit);
    return from != null
        && step.equals(BuiltIn.PARENT)
        && from.coordination().hasBuiltIn(BuiltIn.PARENT);
  }

  /**
   * The table or case type to which a step of a path leads. To whichever of the types that a parent
   * can be of, what a scope says of it is the same.
   *
   * @param unit name of a table or case type
   * @param step one of its columns or fields
   * @throws IllegalArgumentException if there is no such reference
   */
  public String unitBehind(String unit, String step) {
    return leadsToParent(unit, step)
        ? caseType(unit).coordination().family().parents().get(0)
        : target(unit, step).name();
  }

  /**
   * The table that a column of a table or a field of a case type refers to.
   *
   * @param unit name of a table or case type
   * @param step one of its columns or fields
   * @throws IllegalArgumentException if there is no such reference
   */
  public OfflineTable target(String unit, String step) {
    OfflineTable from = tables.get(unit);
    CaseType.Field field = from == null ? caseType(unit).fields().get(step) : null;
    String name =
        from == null ? (field == null ? null : field.table()) : from.references().get(step);
    OfflineTable target = name == null ? null : tables.get(name);
    if (target == null) {
      throw new IllegalArgumentException(unit + '.' + step + " refers to no table");
    }
    return target;
  }

  private CaseType caseType(String name) {
    CaseType type = cases.get(name);
    if (type == null) {
      throw new IllegalArgumentException(application + " has no table or case type " + name);
    }
    return type;
  }
}
