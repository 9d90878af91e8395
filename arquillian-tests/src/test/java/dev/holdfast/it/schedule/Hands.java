package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.it.server.FieldPackage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What a user does on a device. */
final class Hands {
  private static final int SITES = 7;

  private final Phone phone;
  private final List<String> users;
  private final Random random;
  private final Tale tale;

  Hands(Phone phone, List<String> users, Random random, Tale tale) {
    this.phone = phone;
    this.users = users;
    this.random = random;
    this.tale = tale;
  }

  /** Performs an action on a case, or begins one; the rules may refuse it. */
  void perform() {
    Holdfast holdfast = phone.holdfast();
    if (!holdfast.status().checkpoint()) {
      return;
    }
    List<CaseView> cases = holdfast.cases();
    try {
      if (cases.isEmpty() || random.nextInt(5) == 0) {
        String type = FieldPackage.TYPES.get(random.nextInt(FieldPackage.TYPES.size()));
        Map<String, Object> fields = fields();
        fields.putIfAbsent("assignee", phone.user().name());
        tale.tell("  %s begins a case: %s %s", phone, type, fields);
        phone.performed().add(holdfast.create(type, fields).action());
      } else {
        CaseView view = cases.get(random.nextInt(cases.size()));
        boolean ends = random.nextInt(7) == 0;
        Map<String, Object> fields = ends ? Map.of("note", "the end") : fields();
        String action = ends ? "end" : "write";
        tale.tell("  %s performs %s on %s: %s", phone, action, view.id(), fields);
        phone.performed().add(holdfast.perform(view.id(), action, fields).action());
      }
    } catch (RefusedException e) {
      tale.tell("  refused: %s", e.messages());
      assertThat(e.messages()).isNotEmpty();
    } catch (NotReceivedException e) {
      tale.tell("  %s", e.getMessage());
      assertThat(holdfast.status().notReceived()).containsAll(e.tables());
    }
  }

  /** Lets go of an action, takes it back, or performs it again. */
  void choose() {
    Holdfast holdfast = phone.holdfast();
    List<PendingAction> queue = holdfast.pending();
    if (queue.isEmpty()) {
      return;
    }
    PendingAction one = queue.get(random.nextInt(queue.size()));
    tale.tell("  %s repeats or lets go of %s, %s", phone, one.action(), one.status());
    try {
      if (one.status() != ActionStatus.PENDING && random.nextBoolean()) {
        phone.performed().add(holdfast.retry(one.action(), Map.of()).action());
      } else {
        List<UUID> cancelled = holdfast.cancel(one.action(), true);
        if (one.status() == ActionStatus.PENDING) {
          phone.performed().removeAll(cancelled);
        }
      }
    } catch (NotAllowedException | RefusedException | NotReceivedException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new HashMap<>();
    if (random.nextBoolean()) {
      fields.put("note", "note " + random.nextInt(100));
    }
    if (random.nextInt(3) == 0) {
      fields.put("total", (long) random.nextInt(9));
    }
    if (random.nextInt(3) == 0) {
      fields.put("site", "s" + random.nextInt(SITES));
    }
    if (random.nextInt(6) == 0) {
      fields.put("assignee", users.get(random.nextInt(users.size())));
    }
    return fields;
  }
}
