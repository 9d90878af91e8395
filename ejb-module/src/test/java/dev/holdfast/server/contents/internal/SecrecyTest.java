package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.BOB;
import static dev.holdfast.server.contents.internal.ContentsHarness.SCAN;
import static dev.holdfast.server.contents.internal.ContentsHarness.announced;
import static dev.holdfast.server.contents.internal.ContentsHarness.bringing;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.ContentGate;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Law 3 of docs/specs/contents.md. */
@DisplayName("A content")
class SecrecyTest {
  private static final UUID CASE = UUID.randomUUID();

  private final ContentsHarness server = new ContentsHarness();
  private final Caller alice = ALICE.caller();
  private final Caller bob = BOB.caller();
  private final byte[] secret = text(300_000, "secret");
  private final byte[] absent = text(300_000, "absent");

  @Test
  @DisplayName("that is somebody else's looks to everybody like one that is not there")
  void likeNone() throws Exception {
    server.send(alice, secret);

    assertThat(told(secret)).isEqualTo(told(absent));
    for (byte[] content : List.of(secret, absent)) {
      Upload upload = server.uploads().create(bob, announced(content, SCAN, true));
      assertThat(upload.offset()).isZero();
      assertThat(server.appendSome(bob, upload, content, 262_144).offset()).isEqualTo(262_144);
      assertThat(server.uploads().create(bob, announced(content, SCAN, true)))
          .isEqualTo(server.uploads().find(bob, upload.id()));
      assertThat(lacking(content)).containsExactly(id(content));
    }
  }

  @Test
  @DisplayName("is stored once, whoever sends it, and is everybody's who did")
  void once() throws Exception {
    server.send(alice, secret);
    Upload again = server.uploads().create(bob, announced(secret, SCAN, false));
    server.append(bob, again, secret);

    assertThat(server.count("content_piece")).isEqualTo(2);
    assertThat(server.read(bob, id(secret))).isEqualTo(secret);
    assertThat(server.uploads().find(bob, again.id()).offset()).isEqualTo(300_000);
    assertThat(lacking(secret)).isEmpty();
  }

  @Test
  @DisplayName("is for who may see a case that names it now, and no longer than that")
  void ofACase() throws Exception {
    server.send(alice, secret);
    UseRows uses = server.beans.get(UseRows.class);
    uses.ofCases(Map.of(CASE, Set.of(id(secret)), UUID.randomUUID(), Set.of(id(secret))));
    assertThat(told(secret)).isEqualTo(told(absent));

    server.visible.add(CASE);
    assertThat(server.read(bob, id(secret))).isEqualTo(secret);
    assertThat(server.uploads().create(bob, announced(secret, SCAN, true)).offset())
        .isEqualTo(300_000);

    uses.ofHistories(Map.of(CASE, Set.of(id(secret))));
    uses.ofCases(Map.of(CASE, Set.of()));
    server.jdbc().update("DELETE FROM holdfast.content_sender WHERE user_name = 'bob'");
    assertThat(told(secret)).isEqualTo(told(absent));
    assertThat(server.read(FleetData.ADMIN, id(secret))).isEqualTo(secret);
  }

  @Test
  @DisplayName("can't be had by saying that one has seen it")
  void forgedBase() throws Exception {
    server.send(alice, secret);
    Set<String> ids = Set.of(id(secret));
    Bringing forged = bringing(CASE, secret, ids);
    ContentGate gate = server.beans.get(Gate.class);
    server.beans.get(UseRows.class).ofCases(Map.of(UUID.randomUUID(), ids));

    assertThat(gate.check(bob.user(), List.of(forged)).get(0).lacking()).isEqualTo(ids);

    server.beans.get(UseRows.class).ofHistories(Map.of(CASE, ids));
    assertThat(gate.check(bob.user(), List.of(forged)).get(0).lacking()).isEmpty();
    assertThat(gate.check(bob.user(), List.of(bringing(CASE, secret, Set.of()))).get(0).lacking())
        .isEqualTo(ids);
  }

  @Test
  @DisplayName("is refused as something else than it is, whoever sent it as what")
  void asSomethingElse() throws Exception {
    server.send(alice, secret);
    Attachment small = new Attachment(id(secret), "x", "text/plain", 5);
    Attachment picture = new Attachment(id(secret), "x", "image/png", 300_000);
    Attachment other = new Attachment(id(secret), "x", "text/csv", 300_000);

    assertThat(against(small))
        .containsExactly("'x' is said to have 5 bytes; its content has 300000.");
    assertThat(against(picture))
        .containsExactly("'x' is said to be image/png; its content is not.");
    assertThat(against(other)).isEmpty();
  }

  private List<String> against(Attachment named) {
    Bringing bringing = new Bringing(CASE, List.of(named), Set.of());
    return server.beans.get(Gate.class).check(alice.user(), List.of(bringing)).get(0).refused();
  }

  private String told(byte[] content) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> server.read(bob, id(content)));
    return refused.code() + " " + String.valueOf(refused.getMessage()).replace(id(content), "ID");
  }

  private Set<String> lacking(byte[] content) {
    Bringing bringing = bringing(CASE, content, Set.of());
    return server.beans.get(Gate.class).check(bob.user(), List.of(bringing)).get(0).lacking();
  }
}
