package dev.holdfast.bench.soak.pocket;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What a user does on a device, by chance. */
final class Hands {
  /** With so many cases a user seldom begins another one. */
  private static final int MANY = 60;

  private final String user;
  private final Random random;
  private final Voice voice;
  private final Counts counts;

  Hands(String user, Random random, Voice voice, Counts counts) {
    this.user = user;
    this.random = random;
    this.voice = voice;
    this.counts = counts;
  }

  /** Performs an action on a case, or begins one; the rules may refuse it. */
  void perform(Holdfast device) {
    String type = Field.TYPES.get(random.nextInt(Field.TYPES.size()));
    List<UUID> open =
        device.query("SELECT id FROM " + type + " WHERE NOT completed ORDER BY id").stream()
            .map(row -> UUID.fromString(String.valueOf(row.get("id"))))
            .toList();
    try {
      boolean begins = random.nextInt(open.size() < MANY ? 4 : 40) == 0;
      if (open.isEmpty() || begins) {
        Map<String, Object> fields = fields();
        fields.putIfAbsent("assignee", user);
        voice.performed(device.create(type, fields).action());
        counts.one("cases begun");
      } else {
        UUID id = open.get(random.nextInt(open.size()));
        boolean ends = random.nextInt(12) == 0;
        Map<String, Object> fields = ends ? Map.of("note", "the end") : fields();
        voice.performed(device.perform(id, ends ? "end" : "write", fields).action());
      }
      counts.one("actions performed");
    } catch (RefusedException e) {
      counts.one("actions refused by the rules");
    } catch (NotFoundException e) {
      // A sync has taken the case away since it was looked for, or there is no logic yet.
      counts.one("cases gone meanwhile");
    }
  }

  /** Takes an action back, lets go of it, or performs it again. */
  void choose(Holdfast device) {
    List<PendingAction> queue = device.pending();
    if (queue.isEmpty()) {
      return;
    }
    PendingAction one = queue.get(random.nextInt(queue.size()));
    try {
      if (one.status() != ActionStatus.PENDING && random.nextBoolean()) {
        voice.performed(device.retry(one.action(), Map.of()).action());
        counts.one("actions repeated");
      } else {
        // Whether it was, nobody could say if the process ended in between.
        voice.excused(one.action());
        device.cancel(one.action(), false);
        counts.one("actions let go of");
      }
    } catch (NotAllowedException | RefusedException | NotFoundException e) {
      counts.one("choices refused");
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
      fields.put("site", Field.site(random));
    }
    if (random.nextInt(12) == 0) {
      fields.put("assignee", Field.user(random));
    }
    return fields;
  }
}
