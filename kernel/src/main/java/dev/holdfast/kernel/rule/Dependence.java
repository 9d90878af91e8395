package dev.holdfast.kernel.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Puts computed fields into an order in which each comes after those that it depends on. */
final class Dependence {
  private final List<FieldLogic> fields;
  private final BiPredicate<FieldLogic, String> needs;
  private final List<FieldLogic> order = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> under = new ArrayList<>();
  private List<String> circle = List.of();

  private Dependence(List<FieldLogic> fields, BiPredicate<FieldLogic, String> needs) {
    this.fields = fields;
    this.needs = needs;
  }

  static Dependence of(List<FieldLogic> fields, BiPredicate<FieldLogic, String> needs) {
    Dependence dependence = new Dependence(fields, needs);
    fields.forEach(dependence::visit);
    return dependence;
  }

  List<FieldLogic> order() {
    return List.copyOf(order);
  }

  /** The first circle that was found, empty if there is none. */
  List<String> circle() {
    return circle;
  }

  private void visit(FieldLogic field) {
    String name = field.definition().name();
    int begin = under.indexOf(name);
    if (begin >= 0) {
      circle = circle.isEmpty() ? List.copyOf(under.subList(begin, under.size())) : circle;
    } else if (!done.contains(name)) {
      under.add(name);
      for (FieldLogic other : fields) {
        if (needs.test(field, other.definition().name())) {
          visit(other);
        }
      }
      under.remove(under.size() - 1);
      done.add(name);
      order.add(field);
    }
  }
}
