package dev.holdfast.kernel.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.UserAttribute;
import dev.holdfast.kernel.app.ValueType;
import java.util.Map;
import java.util.Optional;

/**
 * The types of what a guard may speak of. The names have spaces, so that no expression can mean
 * them by accident. Columns of tables have no declared type: they are checked when evaluated.
 */
final class RuleTypes implements CelTypeProvider {
  private static final String CASE = "the case";
  private static final String INPUT = "the input";
  private static final String USER = "the user";

  private final ImmutableMap<String, CelType> types;

  RuleTypes(
      Map<String, CaseType.Field> fields,
      Map<String, UserAttribute> attributes,
      Map<String, OfflineTable> tables) {
    ImmutableMap.Builder<String, CelType> all = ImmutableMap.builder();
    tables.values().forEach(table -> all.put(rowName(table.name()), row(table, tables)));
    all.put(CASE, caseType(fields, tables));
    all.put(INPUT, struct(INPUT, fieldTypes(fields, tables)));
    all.put(USER, user(attributes));
    this.types = all.buildKeepingLast();
  }

  CelType caseType() {
    return type(CASE);
  }

  CelType inputType() {
    return type(INPUT);
  }

  CelType userType() {
    return type(USER);
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return types.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }

  private CelType type(String name) {
    return findType(name).orElseThrow();
  }

  private static CelType caseType(
      Map<String, CaseType.Field> fields, Map<String, OfflineTable> tables) {
    return struct(
        CASE,
        ImmutableMap.<String, CelType>builder()
            .putAll(fieldTypes(fields, tables))
            .put("stage", SimpleType.STRING)
            .put("completed", SimpleType.BOOL)
            .put("version", SimpleType.INT)
            .buildKeepingLast());
  }

  private static ImmutableMap<String, CelType> fieldTypes(
      Map<String, CaseType.Field> fields, Map<String, OfflineTable> tables) {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    for (CaseType.Field field : fields.values()) {
      types.put(
          field.name(),
          field.table() == null ? simple(field.type()) : reference(field.table(), tables));
    }
    return types.put("assignee", SimpleType.STRING).buildKeepingLast();
  }

  private static CelType row(OfflineTable table, Map<String, OfflineTable> tables) {
    ImmutableMap.Builder<String, CelType> columns = ImmutableMap.builder();
    for (String column : table.columns()) {
      String target = table.references().get(column);
      columns.put(column, target == null ? SimpleType.DYN : reference(target, tables));
    }
    return struct(rowName(table.name()), columns.buildKeepingLast());
  }

  private static CelType user(Map<String, UserAttribute> attributes) {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    types.put("name", SimpleType.STRING).put("roles", ListType.create(SimpleType.STRING));
    for (UserAttribute attribute : attributes.values()) {
      CelType one = simple(attribute.type());
      types.put(attribute.name(), attribute.many() ? ListType.create(one) : one);
    }
    return struct(USER, types.buildKeepingLast());
  }

  private static CelType reference(String table, Map<String, OfflineTable> tables) {
    return tables.containsKey(table)
        ? StructTypeReference.create(rowName(table))
        : SimpleType.DYN; // an unknown table is a finding of its own
  }

  private static String rowName(String table) {
    return "a row of " + table;
  }

  private static CelType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  private static CelType simple(ValueType type) {
    return switch (type) {
      case TEXT, CHOICE, REFERENCE -> SimpleType.STRING;
      case INTEGER -> SimpleType.INT;
      case DECIMAL -> SimpleType.DOUBLE;
      case BOOLEAN -> SimpleType.BOOL;
      case DATE, INSTANT -> SimpleType.TIMESTAMP;
    };
  }
}
