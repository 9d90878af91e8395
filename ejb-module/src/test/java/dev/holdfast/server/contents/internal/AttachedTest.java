package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.BOB;
import static dev.holdfast.server.contents.internal.ContentsHarness.SCAN;
import static dev.holdfast.server.contents.internal.ContentsHarness.announced;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.contents.api.AttachedContents.Kind;
import dev.holdfast.server.contents.api.AttachedContents.Standing;
import dev.holdfast.server.contents.api.AttachedContents.State;
import dev.holdfast.server.contents.api.AttachedContents.Wish;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.Drawings;
import dev.holdfast.server.testing.FleetData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of attached contents")
class AttachedTest {
  private static final Caller ADMIN = FleetData.ADMIN;

  private final ContentsHarness server = new ContentsHarness();
  private final Caller alice = ALICE.caller();
  private final byte[] picture = Drawings.quarters("png", 400, 300);

  private AttachedBean attached(ContentsHarness of) {
    return of.beans.get(AttachedBean.class);
  }

  private Standing standing(Caller caller, byte[] content) {
    return Objects.requireNonNull(
        attached(server).standings(caller, List.of(id(content))).get(id(content)));
  }

  private static Wish wish(byte[] content, boolean shown) {
    return new Wish(id(content), "case 1", "a file", shown);
  }

  @Test
  @DisplayName("people are told where each is, all of them at once")
  void standings() throws Exception {
    byte[] coming = text(600_000, "coming");
    byte[] plain = text(10, "plain");
    server.send(alice, picture, "image/png");
    server.send(alice, plain);
    server.appendSome(
        alice, server.uploads().create(alice, announced(coming, SCAN, false)), coming, 262_144);
    byte[] absent = text(5, "absent");

    Map<String, Standing> all =
        attached(server)
            .standings(ADMIN, List.of(id(picture), id(plain), id(coming), id(absent), id(plain)));

    assertThat(all)
        .containsOnly(
            Map.entry(
                id(picture), new Standing(State.HERE, Kind.PICTURE, picture.length, null, null)),
            Map.entry(id(plain), new Standing(State.HERE, Kind.OTHER, 10, null, null)),
            Map.entry(id(coming), Standing.of(State.COMING, 262_144)),
            Map.entry(id(absent), Standing.of(State.ABSENT, 0)));
  }

  @Test
  @DisplayName("nothing is told to who may not have one, not even whether it is there")
  void hidden() throws Exception {
    server.send(alice, picture, "image/png");
    Caller bob = BOB.caller();

    assertThat(standing(bob, picture)).isEqualTo(standing(bob, text(5, "absent")));
    assertThat(UploadsTest.refusal(() -> attached(server).open(bob, wish(picture, false))))
        .isEqualTo(ErrorCode.CONTENT_GONE);
    assertThat(
            UploadsTest.refusal(
                () -> server.beans.get(ThumbnailsBean.class).find(bob, id(picture))))
        .isEqualTo(ErrorCode.CONTENT_GONE);
    assertThat(server.audit.lines).isEmpty();
  }

  @Test
  @DisplayName("one is given away by its own type, and that is in the audit trail")
  void opened() throws Exception {
    byte[] page = text(50, "<html><script>alert(1)</script>");
    server.send(alice, picture, "image/png");
    server.send(alice, page, "text/html");

    assertThat(attached(server).open(ADMIN, wish(picture, true)).type()).isEqualTo("image/png");
    assertThat(attached(server).open(ADMIN, wish(page, false)).type())
        .isEqualTo("application/octet-stream");
    assertThat(UploadsTest.refusal(() -> attached(server).open(ADMIN, wish(page, true))))
        .isEqualTo(ErrorCode.INVALID);
    assertThat(server.audit.lines)
        .containsExactly(
            "admin content-fetched " + id(picture) + " null [at, name, bytes, how]",
            "admin content-fetched " + id(page) + " null [at, name, bytes, how]");
  }

  @Test
  @DisplayName("a picture that can't be drawn is a file only, with why")
  void undrawable() throws Exception {
    byte[] bomb = Drawings.claiming(20_000, 20_000);
    server.send(alice, bomb, "image/png");
    assertThat(standing(ADMIN, bomb).kind()).isEqualTo(Kind.PICTURE);

    assertThat(UploadsTest.refusal(() -> attached(server).open(ADMIN, wish(bomb, true))))
        .isEqualTo(ErrorCode.NO_THUMBNAIL);

    assertThat(standing(ADMIN, bomb).kind()).isEqualTo(Kind.OTHER);
    assertThat(standing(ADMIN, bomb).undrawable()).contains("20000 × 20000 pixels");
    assertThat(attached(server).open(ADMIN, wish(bomb, false)).stored().bytes())
        .isEqualTo(bomb.length);
  }

  @Test
  @DisplayName("one that a scanner refuses is told with its words, and never drawn")
  void refused() throws Exception {
    ContentsHarness scanned = new ContentsHarness(content -> Optional.of("It is a virus"));
    scanned.send(alice, picture, "image/png");

    Standing standing =
        attached(scanned).standings(ADMIN, Set.of(id(picture))).values().iterator().next();

    assertThat(standing.state()).isEqualTo(State.REFUSED);
    assertThat(standing.refused()).isEqualTo("It is a virus");
    assertThat(
            UploadsTest.refusal(
                () -> scanned.beans.get(ThumbnailsBean.class).find(ADMIN, id(picture))))
        .isEqualTo(ErrorCode.NO_THUMBNAIL);
    assertThat(scanned.count("content_thumbnail")).isZero();
    assertThat(attached(scanned).open(ADMIN, wish(picture, false)).type())
        .isEqualTo("application/octet-stream");
  }

  @Test
  @DisplayName("thumbnails are made once, and go with their content")
  void thumbnails() throws Exception {
    server.send(alice, picture, "image/png");
    ThumbnailsBean thumbnails = server.beans.get(ThumbnailsBean.class);

    byte[] made = thumbnails.find(alice, id(picture)).jpeg();

    assertThat(thumbnails.find(ADMIN, id(picture)).jpeg()).isEqualTo(made);
    assertThat(server.count("content_thumbnail")).isEqualTo(1);
    server.clock.forward(Duration.ofDays(31));
    server.beans.get(Upkeep.class).run();
    assertThat(server.count("content_thumbnail")).isZero();
  }

  @Test
  @DisplayName("a case has what it names, and what its history names")
  void ofCase() throws Exception {
    UUID owner = UUID.randomUUID();
    UseRows uses = server.beans.get(UseRows.class);
    uses.ofHistories(Map.of(owner, Set.of("a".repeat(64), "b".repeat(64))));
    uses.ofCases(Map.of(owner, Set.of("b".repeat(64))));

    assertThat(attached(server).ofCase(ADMIN, owner))
        .containsExactly(Map.entry("b".repeat(64), true), Map.entry("a".repeat(64), false));
    assertThat(UploadsTest.refusal(() -> attached(server).ofCase(alice, owner)))
        .isEqualTo(ErrorCode.NOT_ALLOWED);
  }
}
