package dev.holdfast.kernel.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
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
 * The types of what a rule may speak of. The names have spaces, so that no expression can mean them
 * by accident. Columns of tables have no declared type: they are checked when evaluated.
 */
final class RuleTypes implements CelTypeProvider {
  private static final String CASE = "the case";
  private static final String RECORD = "the record";
  private static final String INPUT = "the input";
  private static final String USER = "the user";
  private static final String LOCATION = "a location";
  private static final String ATTACHMENT = "an attachment";
  private static final String ROW = "a row of ";

  private final ImmutableSet<String> tables;
  private final ImmutableMap<String, CelType> types;

  RuleTypes(
      RuleSite site, Map<String, UserAttribute> attributes, Map<String, OfflineTable> tables) {
    this.tables = ImmutableSet.copyOf(tables.keySet());
    ImmutableMap.Builder<String, CelType> all = ImmutableMap.builder();
    tables.values().forEach(table -> all.put(rowName(table.name()), row(table)));
    for (CaseType.Field field : site.fields().values()) {
      if (field.type() == ValueType.RECORDS) {
        String name = recordName(field);
        all.put(name, struct(name, recordFields(field)));
      }
    }
    CaseType.Field records = site.records();
    all.put(RECORD, struct(RECORD, records == null ? ImmutableMap.of() : recordFields(records)));
    all.put(CASE, caseType(site));
    all.put(INPUT, struct(INPUT, caseFields(site.fields())));
    all.put(USER, user(attributes));
    all.put(LOCATION, location());
    all.put(ATTACHMENT, attachment());
    this.types = all.buildKeepingLast();
  }

  CelType caseType() {
    return type(CASE);
  }

  CelType recordType() {
    return type(RECORD);
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

  /** A rule on what an action leaves must not depend on how far the server has counted. */
  private CelType caseType(RuleSite site) {
    ImmutableMap.Builder<String, CelType> known = ImmutableMap.builder();
    known.putAll(caseFields(site.fields()));
    known.put("stage", SimpleType.STRING).put("completed", SimpleType.BOOL);
    if (site.sees() == RuleSite.Sees.ACTION) {
      known.put("version", SimpleType.INT);
    }
    return struct(CASE, known.buildKeepingLast());
  }

  private ImmutableMap<String, CelType> caseFields(Map<String, CaseType.Field> fields) {
    ImmutableMap.Builder<String, CelType> known = ImmutableMap.builder();
    fields.values().forEach(field -> known.put(field.name(), ofField(field)));
    return known.buildKeepingLast();
  }

  private ImmutableMap<String, CelType> recordFields(CaseType.Field records) {
    ImmutableMap.Builder<String, CelType> known = ImmutableMap.builder();
    records.form().fields().values().forEach(field -> known.put(field.name(), ofField(field)));
    return known.put("id", SimpleType.STRING).buildKeepingLast();
  }

  private CelType ofField(CaseType.Field field) {
    String table = field.table();
    if (table != null) {
      return reference(table);
    }
    return field.type() == ValueType.RECORDS
        ? ListType.create(StructTypeReference.create(recordName(field)))
        : of(field.type());
  }

  private CelType row(OfflineTable table) {
    ImmutableMap.Builder<String, CelType> columns = ImmutableMap.builder();
    for (String column : table.columns()) {
      String target = table.references().get(column);
      columns.put(column, target == null ? SimpleType.DYN : reference(target));
    }
    return struct(rowName(table.name()), columns.buildKeepingLast());
  }

  private CelType reference(String table) {
    return tables.contains(table)
        ? StructTypeReference.create(rowName(table))
        : SimpleType.DYN; // an unknown table is a finding of its own
  }

  private static CelType user(Map<String, UserAttribute> attributes) {
    ImmutableMap.Builder<String, CelType> known = ImmutableMap.builder();
    known.put("name", SimpleType.STRING).put("roles", ListType.create(SimpleType.STRING));
    for (UserAttribute attribute : attributes.values()) {
      CelType one = of(attribute.type());
      known.put(attribute.name(), attribute.many() ? ListType.create(one) : one);
    }
    return struct(USER, known.buildKeepingLast());
  }

  private static CelType location() {
    return struct(
        LOCATION,
        ImmutableMap.of(
            "latitude", SimpleType.DOUBLE,
            "longitude", SimpleType.DOUBLE,
            "accuracy", SimpleType.DOUBLE));
  }

  private static CelType attachment() {
    return struct(
        ATTACHMENT,
        ImmutableMap.of(
            "id", SimpleType.STRING,
            "name", SimpleType.STRING,
            "type", SimpleType.STRING,
            "size", SimpleType.INT));
  }

  /** The table whose row something is, empty if it is none. */
  static Optional<String> tableOf(CelType type) {
    return type.name().startsWith(ROW)
        ? Optional.of(type.name().substring(ROW.length()))
        : Optional.empty();
  }

  private static String rowName(String table) {
    return ROW + table;
  }

  private static String recordName(CaseType.Field records) {
    return "a record of " + records.name();
  }

  private static CelType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  /** The type of values by themselves; records are told apart by their field. */
  static CelType of(ValueType type) {
    return switch (type) {
      case TEXT, CHOICE, REFERENCE, TIME -> SimpleType.STRING;
      case INTEGER -> SimpleType.INT;
      case DECIMAL -> SimpleType.DOUBLE;
      case BOOLEAN -> SimpleType.BOOL;
      case DATE, INSTANT -> SimpleType.TIMESTAMP;
      case CHOICES -> ListType.create(SimpleType.STRING);
      case LOCATION -> StructTypeReference.create(LOCATION);
      case ATTACHMENT -> StructTypeReference.create(ATTACHMENT);
      case RECORDS -> SimpleType.DYN;
    };
  }
}
