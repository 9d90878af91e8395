package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.casework.Upcast.Content;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever was renamed, and however often: the way by many versions is the way at once, and back.
 */
class UpcastProperties {
  private static final int VERSIONS = 4;
  private static final int FIELDS = 4;

  @Property(tries = 200)
  void versionByVersionIsAtOnce(@ForAll long seed) {
    History history = new History(new Random(seed));
    ActionSubmission action = history.action();
    Content content = history.content();

    Understanding stepwise = Understanding.of(action);
    Content rewritten = content;
    for (int i = 1; i < VERSIONS; i++) {
      stepwise = history.to(i).understand(as(stepwise.action(), history.version(i - 1)));
      assertThat(stepwise.obstacles()).as(history.yaml(i)).isEmpty();
      rewritten = history.to(i).reword("inspection", history.version(i - 1), rewritten);
    }

    Upcast last = history.to(VERSIONS - 1);
    assertThat(as(stepwise.action(), "1.0.0"))
        .as(history.yaml(VERSIONS - 1))
        .isEqualTo(last.understand(action).action());
    assertThat(rewritten)
        .as(history.yaml(VERSIONS - 1))
        .isEqualTo(last.reword("inspection", "1.0.0", content));
  }

  @Property(tries = 200)
  void thereAndBackIsWhatItWas(@ForAll long seed) {
    History history = new History(new Random(seed));
    ActionSubmission action = history.action();
    Content content = history.content();
    Upcast there = history.to(VERSIONS - 1);

    Understanding back =
        history
            .to(0)
            .understand(as(there.understand(action).action(), history.version(VERSIONS - 1)));

    assertThat(back.obstacles()).as(history.yaml(VERSIONS - 1)).isEmpty();
    assertThat(as(back.action(), "1.0.0")).isEqualTo(action);
    assertThat(
            history
                .to(0)
                .reword(
                    "inspection",
                    history.version(VERSIONS - 1),
                    there.reword("inspection", "1.0.0", content)))
        .isEqualTo(content);
  }

  /** The same action as made with another version. */
  private static ActionSubmission as(ActionSubmission action, String version) {
    return Submissions.make(1, action.name(), version, action.fields(), action.base(), null);
  }

  /** Versions in which names change at random, none of them to one that was there before. */
  private static final class History {
    private final Random random;
    private final List<Names> versions = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private int fresh;

    /** What things are called in a version, in the order of the first one. */
    private record Names(List<String> fields, List<String> choices, List<String> others) {}

    History(Random random) {
      this.random = random;
      versions.add(new Names(some("f", FIELDS), some("c", 3), some("a", 2)));
      for (int i = 1; i < VERSIONS; i++) {
        step(versions.get(i - 1), version(i));
      }
    }

    private List<String> some(String prefix, int count) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(prefix + fresh++);
      }
      return names;
    }

    private void step(Names before, String version) {
      Map<String, String> fields = renamed(before.fields());
      Map<String, String> choices = renamed(before.choices());
      Map<String, String> others = renamed(before.others());
      Names after =
          new Names(
              now(before.fields(), fields),
              now(before.choices(), choices),
              now(before.others(), others));
      versions.add(after);
      Map<String, String> action = new LinkedHashMap<>(others);
      action.remove(before.others().get(1));
      Map<String, String> stage = new LinkedHashMap<>(others);
      stage.remove(before.others().get(0));
      steps.add(
          """
              %s:
                inspection:
                  renamed: {fields: %s, actions: %s, stages: %s}
                  values: {%s: %s}
          """
              .formatted(
                  version,
                  flow(fields),
                  flow(action),
                  flow(stage),
                  after.fields().get(0),
                  flow(choices)));
    }

    private Map<String, String> renamed(List<String> names) {
      Map<String, String> renamed = new LinkedHashMap<>();
      for (String name : names) {
        if (random.nextInt(3) == 0) {
          renamed.put(name, name.substring(0, 1) + fresh++);
        }
      }
      return renamed;
    }

    private static List<String> now(List<String> names, Map<String, String> renamed) {
      return names.stream().map(name -> renamed.getOrDefault(name, name)).toList();
    }

    private static String flow(Map<String, String> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }

    String version(int index) {
      return (index + 1) + ".0.0";
    }

    String yaml(int index) {
      Names names = versions.get(index);
      String evolution =
          index == 0 ? "" : "evolution:\n  since:\n" + String.join("", steps.subList(0, index));
      return """
          application: airfield-inspection
          version: %s
          roles: [inspector]
          cases:
            inspection:
              fields: {%s: {type: choice, of: [%s]}, %s: {type: text}, %s: {type: text}, %s: {type: choices, of: [x, y]}}
              scope: case.assignee == user.name
              stages: [%s]
              actions: {%s: {creates: %s, completes: true, by: inspector, sets: [%s]}}
          %s
          """
          .formatted(
              version(index),
              names.fields().get(0),
              String.join(", ", names.choices()),
              names.fields().get(1),
              names.fields().get(2),
              names.fields().get(3),
              names.others().get(1),
              names.others().get(0),
              names.others().get(1),
              String.join(", ", names.fields()),
              evolution);
    }

    Upcast to(int index) {
      return new Upcast(
          read(index), version -> Optional.of(read(Integer.parseInt(version.substring(0, 1)) - 1)));
    }

    private ApplicationPackage read(int index) {
      return Demo.read(yaml(index));
    }

    ActionSubmission action() {
      Names names = versions.get(0);
      return Submissions.of(names.others().get(0), "1.0.0", values(), values());
    }

    Content content() {
      return new Content(versions.get(0).others().get(1), values());
    }

    private Map<String, Object> values() {
      Names names = versions.get(0);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put(names.fields().get(0), names.choices().get(random.nextInt(3)));
      values.put(names.fields().get(1), "text");
      if (random.nextBoolean()) {
        values.put(names.fields().get(3), List.of("y", "x"));
      }
      return values;
    }
  }
}
