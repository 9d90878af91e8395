package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.device.peer.PeerContents;
import dev.holdfast.kernel.app.Attachment;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws 2 and 4 of contents: a transfer may be cut or killed at any byte, any number of times. */
class ContentProperties {
  private static final int BYTES = 900_000;
  private static final int PIECE = 64 * 1024;

  /** What becomes of a transfer. */
  enum Mishap {
    CUT,
    AWAY,
    KILLED,
    ANSWER_LOST
  }

  private static void mishap(AttachingDevice attaching, Mishap mishap, int at) {
    PeerContents server = attaching.device.peer().contents();
    switch (mishap) {
      case CUT -> server.cutAt(at);
      case AWAY -> server.cutAndGoAt(at);
      case KILLED -> server.dieAt(at);
      case ANSWER_LOST -> server.loseAnswer();
    }
    try {
      attaching.holdfast().sync();
    } catch (UnreachableException e) {
      attaching.device.peer().reachable(true);
    } catch (Death e) {
      attaching.device.kill();
    }
  }

  @Property(tries = 25)
  void upCutOrKilledAnywhereItArrivesOnceAsItIsAndTheActionAfterIt(
      @ForAll @Size(min = 1, max = 4) List<Mishap> mishaps,
      @ForAll @IntRange(min = 0, max = 600_000) int at,
      @ForAll @IntRange(min = 1, max = 1000) int seed) {
    try (AttachingDevice attaching = new AttachingDevice(seed)) {
      byte[] film = AttachingDevice.bytes(BYTES, seed);
      Attachment attachment = attaching.attach(film, "video/mp4");
      attaching.record("film", attachment);
      int place = at;
      for (Mishap mishap : mishaps) {
        mishap(attaching, mishap, place);
        assertThat(attaching.device.peer().judged())
            .as("no action is judged before its content is there")
            .hasSize(attaching.onServer().containsKey(attachment.id()) ? judged(attaching) : 1);
        place = (place * 7 + 1) % 600_000;
      }
      attaching.holdfast().sync();

      assertThat(attaching.onServer().get(attachment.id())).isEqualTo(film);
      assertThat(attaching.holdfast().pending()).isEmpty();
      assertThat(attaching.device.peer().judged()).hasSize(2);
      assertThat(attaching.read(attachment)).isEqualTo(film);
      assertThat(attaching.device.peer().contents().taken())
          .as("what the server has does not go again")
          .isEqualTo(BYTES);
    }
  }

  private static int judged(AttachingDevice attaching) {
    return attaching.device.peer().judged().size();
  }

  @Property(tries = 25)
  void downCutOrKilledAnywhereItIsShownWholeOrNotAtAll(
      @ForAll @Size(min = 1, max = 4) List<Mishap> mishaps,
      @ForAll @IntRange(min = 0, max = BYTES - 1) int at,
      @ForAll @IntRange(min = 1, max = 1000) int seed) {
    try (AttachingDevice attaching = new AttachingDevice(seed)) {
      byte[] plan = AttachingDevice.bytes(BYTES, seed);
      PeerContents server = attaching.device.peer().contents();
      Attachment attachment =
          new Attachment(server.put(plan), "plan.pdf", "application/pdf", BYTES);
      attaching.device.peer().elsewhere(attaching.inspection, "plan", attachment);
      int place = at;
      int lost = 0;
      for (Mishap mishap : mishaps) {
        mishap(attaching, mishap, place);
        lost += mishap == Mishap.KILLED ? 1024 * 1024 : PIECE;
        if (attaching.holdfast().attachments().isHere(attachment)) {
          assertThat(attaching.read(attachment)).isEqualTo(plan);
        }
        place = (place * 7 + 1) % BYTES;
      }
      attaching.holdfast().sync();

      assertThat(attaching.read(attachment)).isEqualTo(plan);
      assertThat(server.given()).as("bytes that came").isLessThanOrEqualTo(BYTES + lost);
    }
  }
}
