package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.IssueRouting.Condition;
import dev.holdfast.kernel.app.IssueRouting.Subject;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.UserAttribute;
import dev.holdfast.kernel.app.ValueType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code when} of a route: one equality with a constant. */
final class RouteCondition {
  private static final String PATH = "(?<of>user|input)\\.(?<name>[a-z][a-z0-9_]*)";
  private static final String CONSTANT = "(?<constant>'[^']*'|\"[^\"]*\"|-?[0-9]+|true|false)";
  private static final Pattern EQUALS =
      Pattern.compile("\\s*" + PATH + "\\s*==\\s*" + CONSTANT + "\\s*");
  private static final Pattern IN =
      Pattern.compile("\\s*" + CONSTANT + "\\s+in\\s+" + PATH + "\\s*");

  private final Findings findings;
  private final Map<String, UserAttribute> attributes;
  private final Map<String, CaseType.Field> fields;

  RouteCondition(
      Findings findings,
      Map<String, UserAttribute> attributes,
      Map<String, CaseType.Field> fields) {
    this.findings = findings;
    this.attributes = attributes;
    this.fields = fields;
  }

  /** The condition; null if it is wrong, which is a finding then. */
  @Nullable Condition read(Text when) {
    Matcher equality = EQUALS.matcher(when.value());
    Matcher membership = IN.matcher(when.value());
    boolean in = membership.matches();
    Matcher found = in ? membership : equality;
    if (!found.matches()) {
      findings.add(
          when,
          "bad-rule",
          "A route compares one value with a constant: user.ATTRIBUTE == 'north', 'north' in"
              + " user.ATTRIBUTES or input.FIELD == 'poor'.");
      return null;
    }
    String name = found.group("name");
    String constant = found.group("constant");
    boolean quoted = !Character.isLetterOrDigit(constant.charAt(0)) && constant.charAt(0) != '-';
    String value = quoted ? constant.substring(1, constant.length() - 1) : constant;
    boolean good =
        found.group("of").equals("user")
            ? isAttribute(when, name, constant, in)
            : isField(when, name, constant, in) && isChoice(when, name, value);
    Subject of = found.group("of").equals("user") ? Subject.USER : Subject.INPUT;
    return good ? new Condition(of, name, value) : null;
  }

  private boolean isAttribute(Text when, String name, String constant, boolean in) {
    if (name.equals(Scope.USER_NAME)) {
      return fitsIn(when, name, in, false) && isOfType(when, name, ValueType.TEXT, constant);
    }
    UserAttribute attribute = attributes.get(name);
    if (attribute == null) {
      return unknown(when, "attribute", name, attributes.keySet());
    }
    return fitsIn(when, name, in, attribute.many())
        && isOfType(when, name, attribute.type(), constant);
  }

  private boolean isField(Text when, String name, String constant, boolean in) {
    CaseType.Field field = fields.get(name);
    if (field == null) {
      return unknown(when, "field", name, fields.keySet());
    }
    return fitsIn(when, name, in, false) && isOfType(when, name, field.type(), constant);
  }

  private boolean isChoice(Text when, String name, String value) {
    CaseType.Field field = fields.get(name);
    List<String> choices = field == null ? List.of() : field.of();
    boolean good = choices.isEmpty() || choices.contains(value);
    if (!good) {
      findings.add(
          when,
          "bad-value",
          "'" + value + "' is no choice of '" + name + "'." + Suggestion.of(value, choices));
    }
    return good;
  }

  private boolean fitsIn(Text when, String name, boolean in, boolean many) {
    if (in != many) {
      String remedy =
          many ? "has many values: write 'x' in " : "has one value: write == instead of in with ";
      findings.add(when, "bad-rule", "'" + name + "' " + remedy + name + ".");
    }
    return in == many;
  }

  private boolean isOfType(Text when, String name, ValueType type, String constant) {
    boolean good =
        switch (type) {
          case INTEGER -> constant.matches("-?[0-9]+");
          case BOOLEAN -> constant.matches("true|false");
          case TEXT, CHOICE, REFERENCE, DATE ->
              constant.startsWith("'") || constant.startsWith("\"");
          default -> false; // a route compares texts, and of these types several mean the same
        };
    if (!good) {
      findings.add(
          when,
          "wrong-type",
          constant
              + " can't be compared with '"
              + name
              + "', which is of type "
              + Words.of(type)
              + '.');
    }
    return good;
  }

  private boolean unknown(Text when, String what, String name, Collection<String> known) {
    findings.add(
        when,
        "unknown-" + what,
        "There is no " + what + " '" + name + "'." + Suggestion.of(name, known));
    return false;
  }
}
