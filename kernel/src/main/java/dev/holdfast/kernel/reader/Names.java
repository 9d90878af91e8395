package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.BuiltIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What things may be called. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Pattern RELATION =
      Pattern.compile(COLUMN.pattern() + "\\." + COLUMN.pattern());
  private static final Pattern VERSION =
      Pattern.compile("(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}");

  /** Words that mean something else in an expression. */
  private static final Set<String> RESERVED_IN_CEL =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private static final Set<String> BUILT_IN_FIELDS =
      Set.of("assignee", "stage", "completed", "version", "id", "type", "created_at", "changed_at");
  private static final Set<String> BUILT_IN_ATTRIBUTES = Set.of("name", "roles");

  /** Roles that the system itself gives, which an application must not hand out. */
  private static final Set<String> SYSTEM_ROLES =
      Set.of("admin", "administrator", "caseworker", "holdfast-admin");

  /** Beginnings of what the device's store itself calls something. */
  private static final List<String> STORE_PREFIXES = List.of("hf_", "sqlite_");

  private final Findings findings;

  Names(Findings findings) {
    this.findings = findings;
  }

  boolean name(Text text, String what) {
    return check(
        text, NAME, what, "lower-case letters, digits, '-' and '_', first a letter, at most 40");
  }

  /** The name of an application, table or case type: a view on the device is called so. */
  boolean viewed(Text text, String what) {
    return name(text, what) && notOfTheStore(text, what);
  }

  boolean role(Text text) {
    return name(text, "role") && free(text, SYSTEM_ROLES, "role");
  }

  /**
   * A field of a case type.
   *
   * @param reserved names that are built in for the type
   */
  boolean field(Text text, Set<String> reserved) {
    return identifier(text, "field")
        && free(text, BUILT_IN_FIELDS, "field")
        && free(text, reserved, "field");
  }

  /** A field of a list's records, which have nothing built in but their id. */
  boolean recordField(Text text) {
    return identifier(text, "field") && free(text, Set.of("id"), "field");
  }

  /**
   * An attribute of users.
   *
   * @param worklists whether the package has worklists
   */
  boolean attribute(Text text, boolean worklists) {
    return identifier(text, "attribute")
        && free(text, BUILT_IN_ATTRIBUTES, "attribute")
        && (!worklists || free(text, Set.of(BuiltIn.WORKLISTS.name()), "attribute"));
  }

  boolean column(Text text) {
    return check(text, COLUMN, "column", "letters, digits and '_', at most 63");
  }

  boolean relation(Text text) {
    return check(text, RELATION, "source", "schema.relation, as in public.airport");
  }

  boolean version(Text text) {
    return check(text, VERSION, "version", "major.minor.patch, as in 1.0.0");
  }

  /** The words for an enum's constants: in lower case, joined by hyphens. */
  static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
    Map<String, E> words = new TreeMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return words;
  }

  private boolean identifier(Text text, String what) {
    return check(
            text,
            IDENTIFIER,
            what,
            "lower-case letters, digits and '_', first a letter, at most 40")
        && free(text, RESERVED_IN_CEL, what);
  }

  private boolean check(Text text, Pattern pattern, String what, String form) {
    boolean good = pattern.matcher(text.value()).matches();
    if (!good) {
      findings.add(
          text, "bad-name", "'" + text.value() + "' can't be a " + what + ": " + form + '.');
    }
    return good;
  }

  private boolean notOfTheStore(Text text, String what) {
    boolean good = STORE_PREFIXES.stream().noneMatch(text.value()::startsWith);
    if (!good) {
      findings.add(
          text,
          "reserved-name",
          "Names that begin with "
              + String.join(" or ", STORE_PREFIXES)
              + " belong to the device's store; call your "
              + what
              + " something else.");
    }
    return good;
  }

  private boolean free(Text text, Set<String> taken, String what) {
    boolean good = !taken.contains(text.value());
    if (!good) {
      findings.add(
          text,
          "reserved-name",
          "'" + text.value() + "' is built in; call your " + what + " something else.");
    }
    return good;
  }
}
