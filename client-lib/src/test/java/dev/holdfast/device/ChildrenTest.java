package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.policy.PolicyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a device without a server")
class ChildrenTest {
  private final Device device = Device.alice(6);
  private UUID parent = new UUID(0, 0);

  @BeforeEach
  void plan() {
    device
        .peer()
        .deploy(
            Peer.demo()
                    .replace("    conflict: merge", "    children: [defect]\n    conflict: merge")
                    .replace(
                        "arrive:  {from: planned, to: on-site,",
                        "end: {from: planned, to: closed, completes: true, by: [inspector], waits-for: defect}\n"
                            + "      arrive:  {from: planned, to: on-site,")
                + """
              defect:
                fields: {what: {type: text}}
                scope: case.assignee == user.name
                stages: [open, closed]
                actions:
                  report: {creates: open, by: [inspector], sets: [parent, what]}
                  mend: {from: open, to: closed, completes: true, by: [inspector]}
            """);
    device.peer().airport("AK", "ANC", "Anchorage");
    parent = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.peer().reachable(false);
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  @DisplayName("a case waits for the child that was opened under it")
  void waits() {
    UUID child =
        device
            .holdfast()
            .create("defect", Map.of("parent", parent.toString(), "what", "a crack"))
            .caseId();
    assertThat(device.holdfast().children(parent)).extracting(CaseView::id).containsExactly(child);
    assertThat(device.holdfast().show(child).orElseThrow().parent()).isEqualTo(parent);
    assertThat(device.holdfast().query("SELECT parent FROM defect"))
        .containsExactly(Map.of("parent", parent.toString()));

    assertThatThrownBy(() -> device.holdfast().perform(parent, "end", Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("waits for its children: 1 of type defect still open");
    device.holdfast().perform(child, "mend", Map.of());
    device.holdfast().perform(parent, "end", Map.of());

    assertThat(device.holdfast().show(parent).orElseThrow().completed()).isTrue();
    assertThatThrownBy(
            () -> device.holdfast().create("defect", Map.of("parent", parent.toString())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("The parent is completed");
  }

  @Test
  @DisplayName("a child needs a parent that the device has")
  void needsParent() {
    assertThatThrownBy(() -> device.holdfast().create("defect", Map.of("what", "a crack")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("parent is required");
    assertThatThrownBy(
            () -> device.holdfast().create("defect", Map.of("parent", new UUID(9, 9).toString())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("There is no case");
  }

  private UUID reported() {
    return device.holdfast().create("defect", Map.of("parent", parent.toString())).caseId();
  }

  private CaseView shown(UUID id) {
    return device.holdfast().show(id).orElseThrow();
  }

  @Test
  @DisplayName("what was done before its parent was completed is still shown after a checkpoint")
  void replayedInOrder() {
    UUID first = reported();
    UUID second = reported();
    device.holdfast().perform(second, "mend", Map.of());
    device.holdfast().perform(first, "mend", Map.of());
    device.holdfast().perform(parent, "end", Map.of());
    List.of(first, second, parent).forEach(id -> device.peer().intake().locked(id, true));
    device.peer().reachable(true);
    device.peer().airport("AK", "JNU", "Juneau");

    device.holdfast().sync();

    assertThat(device.holdfast().pending()).as("the checkpoint does not have them").hasSize(5);
    assertThat(shown(first).stage()).isEqualTo("closed");
    assertThat(shown(second).stage()).isEqualTo("closed");
    assertThat(shown(parent).completed()).isTrue();
  }

  @Test
  @DisplayName("what is taken back of a child is taken into account by its parent")
  void cancelled() {
    UUID child = reported();
    UUID mended = device.holdfast().perform(child, "mend", Map.of()).action();
    device.holdfast().perform(parent, "end", Map.of());
    List<Change> changes = new ArrayList<>();
    try (Subscription watching = device.holdfast().watch(changes::add)) {
      device.holdfast().cancel(mended, false);
    }

    assertThat(shown(child).stage()).isEqualTo("open");
    assertThat(shown(parent).completed()).as("it waits for the child").isFalse();
    assertThat(changes).singleElement().extracting(Change::cases).isEqualTo(Set.of(child, parent));
  }

  @Test
  @DisplayName("what builds on an action of another case waits while the server can't judge that")
  void heldBack() {
    UUID child = reported();
    device.holdfast().perform(child, "mend", Map.of());
    device.holdfast().perform(parent, "end", Map.of());
    device.peer().reachable(true);
    device.holdfast().restrict(PolicyValues.NONE.withBatch(1));
    device.peer().intake().locked(child, true);

    device.holdfast().sync();

    assertThat(device.peer().judged()).as("nothing was sent past it").isEmpty();
    assertThat(device.holdfast().pending())
        .extracting(PendingAction::name)
        .containsExactly("report", "mend", "end");
  }

  @Test
  @DisplayName("no child is opened while the server can't judge an earlier action on its parent")
  void notOpened() {
    device.holdfast().perform(parent, "arrive", Map.of());
    UUID child = reported();
    device.holdfast().perform(child, "mend", Map.of());
    device.peer().reachable(true);
    device.holdfast().restrict(PolicyValues.NONE.withBatch(1));
    device.peer().intake().locked(parent, true);

    device.holdfast().sync();

    assertThat(device.peer().judged()).isEmpty();
    assertThat(device.holdfast().pending()).hasSize(3);
  }
}
