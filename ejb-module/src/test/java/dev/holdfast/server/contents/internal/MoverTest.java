package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.s3server.S3Server;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentStores.Backlog;
import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.contents.internal.store.ObjectStore;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Turn;
import dev.holdfast.server.testing.FleetData;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The mover of contents")
@Timeout(120)
class MoverTest {
  /** More than one part, and the last block is not full. */
  private static final int LARGE = 9_000_001;

  private static final S3Server SERVER = new S3Server();

  private final Bucket s3 = new Bucket(SERVER);
  private final ContentsHarness server = new ContentsHarness();
  private final Caller alice = ALICE.caller();

  private Mover mover(Place target, @Nullable ObjectStore store) {
    return server.mover(target, store);
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private byte[] sent(int count) throws Exception {
    byte[] content = new byte[count];
    new Random(count).nextBytes(content);
    for (int i = 0; i < count; i++) {
      content[i] = (byte) ('a' + (content[i] & 15));
    }
    server.send(alice, content);
    return content;
  }

  private Place place(byte[] content) throws Exception {
    return server.beans.get(ContentRows.class).find(id(content)).orElseThrow().lying().object()
            == null
        ? Place.POSTGRESQL
        : Place.S3;
  }

  private Backlog backlog() throws Exception {
    return server.beans.get(StoresBean.class).backlog(FleetData.ADMIN);
  }

  private List<String> alerts() {
    return server
        .jdbc()
        .list(
            "SELECT kind || ' ' || subject || ': ' || detail FROM holdfast.raised_alert WHERE"
                + " closed_at IS NULL ORDER BY 1",
            row -> row.getString(1));
  }

  private static String part(byte[] whole, InputStream in) throws Exception {
    return Arrays.equals(whole, in.readAllBytes()) ? "the same" : "another";
  }

  @Test
  @DisplayName(
      "brings them into the store, sealed, and lets go of the pieces; ranges come from there")
  void over() throws Exception {
    byte[] large = sent(LARGE);
    byte[] small = sent(70_000);
    Mover mover = mover(Place.S3, s3.store());
    assertThat(backlog())
        .extracting(Backlog::contents, Backlog::bytes, Backlog::failed)
        .containsExactly(2L, LARGE + 70_000L, 0L);

    mover.run();

    assertThat(backlog()).isEqualTo(new Backlog(Place.S3, 0, 0, null, 0, 0));
    assertThat(List.of(place(large), place(small))).containsOnly(Place.S3);
    assertThat(server.count("content_piece")).isZero();
    assertThat(s3.objects()).hasSize(2);
    for (Path object : s3.objects()) {
      byte[] stored = Files.readAllBytes(object);
      assertThat(object.getFileName().toString()).doesNotContain(id(small));
      assertThat(new String(stored, ISO_8859_1))
          .doesNotContain(new String(small, 0, 100, ISO_8859_1));
    }
    assertThat(server.read(alice, id(small))).isEqualTo(small);
    ContentDownloads downloads = server.beans.get(DownloadsBean.class);
    ContentDownloads.Stored found = downloads.find(alice, id(large));
    for (int[] range : new int[][] {{0, LARGE}, {262_143, 262_145}, {5_000_000, LARGE}}) {
      assertThat(
              part(
                  Arrays.copyOfRange(large, range[0], range[1]),
                  downloads.open(found, range[0], range[1])))
          .isEqualTo("the same");
    }
    assertThat(alerts()).isEmpty();
  }

  @Test
  @DisplayName("brings them back when the setting is the other way again, and removes the objects")
  void back() throws Exception {
    byte[] large = sent(LARGE);
    mover(Place.S3, s3.store()).run();

    mover(Place.POSTGRESQL, s3.store()).run();

    assertThat(place(large)).isEqualTo(Place.POSTGRESQL);
    assertThat(server.read(alice, id(large))).isEqualTo(large);
    assertThat(s3.objects()).isEmpty();
    assertThat(server.count("content_object")).isZero();
  }

  @Test
  @DisplayName(
      "lets contents come in while the store is away, says so, and goes on when it is back")
  void away() throws Exception {
    byte[] before = sent(300_000);
    Mover mover = mover(Place.S3, s3.store());
    mover.run();
    SERVER.kill();
    byte[] meanwhile = sent(300_001);
    server.clock.forward(Duration.ofMinutes(1));
    mover.run();

    assertThat(alerts()).singleElement().asString().startsWith("store S3: contents at http://");
    assertThat(alerts().toString()).doesNotContain(S3Server.SECRET_KEY);
    assertThat(server.read(alice, id(meanwhile))).isEqualTo(meanwhile);
    assertThat(UploadsTest.refusal(() -> server.read(alice, id(before))))
        .isEqualTo(ErrorCode.CONTENT_AWAY);
    assertThat(backlog().contents()).isEqualTo(1);

    SERVER.again();
    mover.run();
    assertThat(place(meanwhile)).as("it is left alone for a while").isEqualTo(Place.POSTGRESQL);
    server.clock.forward(Duration.ofMinutes(1));
    mover.run();

    assertThat(place(meanwhile)).isEqualTo(Place.S3);
    assertThat(server.read(alice, id(before))).isEqualTo(before);
    assertThat(alerts()).isEmpty();
  }

  @Test
  @DisplayName("that loses the store in the middle of a content begins it anew, and leaves nothing")
  void cut() throws Exception {
    byte[] large = sent(LARGE);
    Mover mover = mover(Place.S3, new Cutting(s3.store(), SERVER::kill, 2));
    mover.run();
    assertThat(alerts()).hasSize(1);
    assertThat(place(large)).isEqualTo(Place.POSTGRESQL);
    assertThat(server.read(alice, id(large))).isEqualTo(large);
    assertThat(backlog().leftovers()).isEqualTo(1);

    SERVER.again();
    mover(Place.S3, s3.store()).run();

    assertThat(place(large)).isEqualTo(Place.S3);
    assertThat(server.read(alice, id(large))).isEqualTo(large);
    assertThat(s3.objects()).hasSize(1);
    assertThat(server.count("content_object")).isEqualTo(1);
  }

  @Test
  @DisplayName("that dies between copy and letting go has lost nothing; the next one lets go")
  void died() throws Exception {
    byte[] content = sent(600_000);
    Mover dying = mover(Place.S3, s3.store());
    server
        .jdbc()
        .with(
            sql -> {
              sql.run(
                  "CREATE FUNCTION holdfast.die() RETURNS trigger LANGUAGE plpgsql AS"
                      + " $$BEGIN RAISE EXCEPTION 'killed'; END$$");
              sql.run(
                  "CREATE TRIGGER die BEFORE DELETE ON holdfast.content_piece FOR EACH ROW EXECUTE"
                      + " FUNCTION holdfast.die()");
              return true;
            });
    assertThatThrownBy(dying::run).hasStackTraceContaining("killed");
    assertThat(place(content)).isEqualTo(Place.S3);
    assertThat(server.count("content_piece")).isEqualTo(3);
    assertThat(server.read(alice, id(content))).isEqualTo(content);
    server
        .jdbc()
        .with(
            sql -> {
              sql.run("DROP TRIGGER die ON holdfast.content_piece");
              return true;
            });

    mover(Place.S3, s3.store()).run();

    assertThat(server.count("content_piece")).isZero();
    assertThat(server.read(alice, id(content))).isEqualTo(content);
    assertThat(s3.objects()).hasSize(1);
  }

  @Test
  @DisplayName("keeps the pieces of what the store does not give back as it was, and tells of it")
  void damagedWhileMoved() throws Exception {
    byte[] content = sent(600_000);
    byte[] other = sent(600_001);

    Mover mover = mover(Place.S3, new Damaging(s3, 600_000));
    mover.run();

    assertThat(place(content)).isEqualTo(Place.POSTGRESQL);
    assertThat(server.read(alice, id(content))).isEqualTo(content);
    assertThat(place(other)).as("the others go on").isEqualTo(Place.S3);
    assertThat(alerts())
        .singleElement()
        .asString()
        .startsWith("content " + id(content) + ": block ");
    assertThat(backlog().failed()).isEqualTo(1);

    server.clock.forward(Duration.ofHours(1));
    mover(Place.S3, s3.store()).run();
    assertThat(place(content)).isEqualTo(Place.S3);
    assertThat(alerts()).isEmpty();
  }

  @Test
  @DisplayName("does not bring back what is damaged in the store; a download of it says so")
  void damagedThere() throws Exception {
    byte[] content = sent(600_000);
    mover(Place.S3, s3.store()).run();
    Damaging.damage(s3.objects().get(0));

    assertThat(UploadsTest.refusal(() -> server.read(alice, id(content))))
        .isEqualTo(ErrorCode.CONTENT_DAMAGED);
    mover(Place.POSTGRESQL, s3.store()).run();

    assertThat(place(content)).isEqualTo(Place.S3);
    assertThat(s3.objects()).as("it may be restored").hasSize(1);
    assertThat(alerts()).singleElement().asString().startsWith("content " + id(content));
  }

  @Test
  @DisplayName("removes the objects of contents that nobody needs any more")
  void orphans() throws Exception {
    byte[] content = sent(600_000);
    Mover mover = mover(Place.S3, s3.store());
    mover.run();
    server.clock.forward(Duration.ofDays(31));
    server.beans.get(Upkeep.class).run();
    assertThat(server.count("content")).isZero();
    assertThat(server.beans.get(ContentRows.class).find(id(content))).isEmpty();
    assertThat(s3.objects()).hasSize(1);

    mover.run();

    assertThat(s3.objects()).isEmpty();
    assertThat(server.count("content_object") + server.count("content_upload")).isZero();
  }

  @Test
  @DisplayName("whom the store does not let in says so, and the pieces stay")
  void wrongSecret() throws Exception {
    byte[] content = sent(1_000);
    mover(Place.S3, s3.store("another")).run();

    assertThat(alerts()).singleElement().asString().startsWith("store S3: contents at ");
    assertThat(server.read(alice, id(content))).isEqualTo(content);
  }

  @Test
  @DisplayName("says so when contents lie in a store that is not configured any more")
  void noStore() throws Exception {
    byte[] content = sent(1_000);
    mover(Place.S3, s3.store()).run();
    mover(Place.POSTGRESQL, null).run();

    assertThat(alerts()).singleElement().asString().contains("holdfast.contents.s3-bucket");
    assertThat(UploadsTest.refusal(() -> server.read(alice, id(content))))
        .isEqualTo(ErrorCode.CONTENT_AWAY);
  }

  @Test
  @DisplayName("of which the database has lost pieces is damaged, not gone, and people are told")
  void lostPieces() throws Exception {
    byte[] content = sent(600_000);
    server.jdbc().update("DELETE FROM holdfast.content_piece WHERE number = 0");

    assertThat(UploadsTest.refusal(() -> server.read(alice, id(content))))
        .isEqualTo(ErrorCode.CONTENT_DAMAGED);
    assertThat(alerts()).singleElement().asString().contains("has not all of its bytes");
  }

  @Test
  @DisplayName("leaves a turn to the node that has it")
  void inTurn() throws Exception {
    byte[] content = sent(1_000);
    Mover mover = mover(Place.S3, s3.store());
    server
        .jdbc()
        .with(
            sql -> {
              sql.one("SELECT pg_advisory_lock(" + Turn.CONTENTS.key() + ")", row -> true);
              mover.run();
              sql.one("SELECT pg_advisory_unlock(" + Turn.CONTENTS.key() + ")", row -> true);
              return true;
            });
    assertThat(place(content)).isEqualTo(Place.POSTGRESQL);

    mover.run();
    assertThat(place(content)).isEqualTo(Place.S3);
  }

  @Test
  @DisplayName("may bring a content away while somebody reads it")
  void whileRead() throws Exception {
    byte[] content = sent(3_000_000);
    Mover mover = mover(Place.S3, s3.store());
    ContentDownloads downloads = server.beans.get(DownloadsBean.class);
    try (InputStream in = downloads.open(downloads.find(alice, id(content)), 0, content.length)) {
      byte[] first = in.readNBytes(300_000);
      mover.run();
      assertThat(server.count("content_piece")).isZero();
      assertThat(first).isEqualTo(Arrays.copyOf(content, 300_000));
      assertThat(part(Arrays.copyOfRange(content, 300_000, content.length), in))
          .isEqualTo("the same");
    }
  }
}
