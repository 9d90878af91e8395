package dev.holdfast.kernel.generated;

import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Writes a package that deploys: one case type with random fields, rules and actions. */
final class PackageText {
  private static final Set<ValueType> NOT_COMPUTED =
      EnumSet.of(ValueType.RECORDS, ValueType.LOCATION, ValueType.ATTACHMENT);
  private static final String HEAD =
      """
      application: random
      version: 1.0.0
      user-attributes: {level: {type: integer}}
      roles: [worker, boss]
      worklists: [north, south]
      tables:
        place:
          source: test.place
          key: [code]
          columns: [code, region, parent]
          references: {parent: place}
          scope: "true"
      cases:
        thing:
          scope: "true"
          stages: [one, two, end]
          children: thing
          conflict: merge-fields
      """;

  private final RandomGenerator random;
  private final RuleGrammar rules;
  private final StringBuilder text = new StringBuilder(HEAD);
  private final Map<String, ValueType> seen = new LinkedHashMap<>();
  private final List<String> settable = new ArrayList<>(List.of("assignee", "worklist"));

  PackageText(RandomGenerator random) {
    this.random = random;
    this.rules = new RuleGrammar(random);
  }

  String write() {
    text.append("    fields:\n");
    int fields = 2 + random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      ValueType type = pick(List.of(ValueType.values()));
      String name = "f" + i;
      boolean computed = !NOT_COMPUTED.contains(type) && random.nextInt(4) == 0;
      if (!computed) {
        settable.add(name);
      }
      field("      ", name, type, "case", computed, seen);
      seen.put(name, type);
    }
    if (random.nextBoolean()) {
      text.append(
          "    deadlines: {case: {deadline: 5d}, stages: {one: {goal: 1h}, two: {deadline: 2h}}}\n");
    }
    text.append("    actions:\n");
    action("make", "creates: one, by: [worker, boss]", settable);
    List<String> child = new ArrayList<>(settable);
    child.add("parent");
    action("split", "creates: one, by: [worker, boss]", child);
    action("work", "from: [one, two], by: [worker, boss]", settable);
    action("some", "from: [one, two], to: two, by: boss", some());
    action("take", "from: [one, two], to: two, by: [worker, boss], claims: true", own());
    action("back", "from: [one, two], to: one, by: worker, to-worklist: south", own());
    action(
        "done",
        "from: two, to: end, completes: true, by: [worker, boss], waits-for: thing",
        some());
    return text.toString();
  }

  private void field(
      String indent,
      String name,
      ValueType type,
      String root,
      boolean computed,
      Map<String, ValueType> inSight) {
    boolean inRecord = root.equals("record");
    text.append(indent).append(name).append(":\n");
    String deeper = indent + "  ";
    key(deeper, "type", type.name().toLowerCase(Locale.ROOT));
    form(deeper, type, inRecord);
    if (computed) {
      rule(deeper, "computed", rules.value(type, root, inSight));
    } else if (!inRecord && !NOT_COMPUTED.contains(type) && random.nextInt(4) == 0) {
      text.append(deeper).append("default:\n");
      rule(deeper + "  ", "rule", rules.value(type, "input", Map.of()));
    }
    switch (random.nextInt(inRecord ? 14 : 8)) {
      case 0 -> key(deeper, "required", "true");
      case 1 -> rule(deeper, "required", rules.condition(root, inSight));
      case 2 -> rule(deeper, "visible", rules.condition(root, inSight));
      case 3 -> rule(deeper, "check", rules.condition(root, inSight));
      default -> {}
    }
  }

  private void form(String indent, ValueType type, boolean inRecord) {
    List<String> merges = new ArrayList<>(List.of("device", "server", "park"));
    switch (type) {
      case CHOICE -> key(indent, "of", "[a, b]");
      case CHOICES -> {
        key(indent, "of", "[a, b, c]");
        merges.add("union");
      }
      case REFERENCE -> key(indent, random.nextBoolean() ? "table" : "case", "place");
      case RECORDS -> records(indent);
      case TEXT -> merges.add("append");
      case INTEGER, DECIMAL -> merges.addAll(List.of("max", "add"));
      case TIME, DATE, INSTANT -> merges.add("min");
      default -> {}
    }
    key(indent, "on-conflict", pick(merges));
    if (!inRecord && type == ValueType.TEXT) {
      key(indent, "max", "5");
    }
  }

  private void records(String indent) {
    text.append(indent).append("fields:\n");
    Map<String, ValueType> inSight = new LinkedHashMap<>();
    int fields = 1 + random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      ValueType type = pick(List.of(ValueType.values()));
      if (type != ValueType.RECORDS) {
        boolean computed = !NOT_COMPUTED.contains(type) && random.nextInt(4) == 0;
        field(indent + "  ", "r" + i, type, "record", computed, inSight);
        inSight.put("r" + i, type);
      }
    }
    field(indent + "  ", "r9", ValueType.TEXT, "record", false, inSight);
  }

  private void action(String name, String how, List<String> sets) {
    text.append("      %s: {%s, sets: [%s]".formatted(name, how, String.join(", ", sets)));
    if (!name.equals("make") && random.nextInt(3) == 0) {
      text.append(", when: ").append(quoted(rules.condition("case", seen)));
    }
    text.append("}\n");
  }

  private List<String> some() {
    return settable.stream().filter(name -> random.nextBoolean()).toList();
  }

  private List<String> own() {
    return some().stream().filter(name -> name.startsWith("f")).toList();
  }

  private void rule(String indent, String key, String rule) {
    key(indent, key, quoted(rule));
  }

  private void key(String indent, String key, String value) {
    String named = key.equals("case") ? "thing" : value;
    text.append(indent).append(key).append(": ").append(named).append('\n');
  }

  private static String quoted(String rule) {
    return '"' + rule + '"';
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
