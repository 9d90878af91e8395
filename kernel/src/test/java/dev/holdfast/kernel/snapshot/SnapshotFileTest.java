package dev.holdfast.kernel.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.Fixtures;
import dev.holdfast.kernel.snapshot.SnapshotFormatException.Reason;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A snapshot file")
class SnapshotFileTest {
  private static final SnapshotHead HEAD =
      new SnapshotHead(
          UUID.fromString("0192f3a0-0000-7000-8000-000000000001"),
          "airfield-inspection",
          Instant.parse("2026-12-01T08:00:00Z"));
  private static final BucketKey ALASKA = key(1);
  private static final BucketKey OREGON = key(2);
  private static final SegmentRef FIRST = segment("a", 2);
  private static final SegmentRef SECOND = segment("b", 1);
  private static final SegmentRef OTHER = segment("c", 1);

  @TempDir Path temp = Path.of("");
  private byte[] bytes = {};

  private static BucketKey key(int filling) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filling);
    return new BucketKey(key);
  }

  private static SegmentRef segment(String text, int rows) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new SegmentRef(SegmentContent.id("d", "b", content), rows, content.length);
  }

  private static byte[] content(String text) {
    return ("compressed " + text).getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void write() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotWriter writer = new SnapshotWriter(out, HEAD);
    writer.bucket(ALASKA);
    writer.segment(FIRST, content("a"));
    writer.segment(SECOND, content("b"));
    writer.endBucket();
    writer.bucket(OREGON);
    writer.segment(OTHER, content("c"));
    writer.endBucket();
    writer.finish(digest -> "sealed." + digest);
    bytes = out.toByteArray();
    assertThat(writer.written()).isEqualTo(bytes.length);
    assertThat(writer.buckets()).isEqualTo(2);
  }

  private SnapshotReader open(byte[] content) throws IOException {
    return SnapshotReader.open(Files.write(temp.resolve("file"), content));
  }

  @Test
  @DisplayName(
      "gives each bucket to who has its key, and says which buckets there are by their tags")
  void read() throws IOException {
    try (SnapshotReader file = open(bytes)) {
      assertThat(file.head()).isEqualTo(HEAD);
      assertThat(file.offer().buckets()).containsExactly(ALASKA.tag(), OREGON.tag());
      assertThat(file.offer().seal()).isEqualTo("sealed." + file.offer().digest());
      assertThat(file.open(ALASKA)).contains(List.of(FIRST, SECOND));
      assertThat(file.zstd(FIRST.id())).contains(content("a"));
      assertThat(file.zstd(SECOND.id())).contains(content("b"));
      assertThat(file.zstd(OTHER.id())).as("without its key").isEmpty();
      assertThat(file.open(key(3))).as("no bucket's key").isEmpty();
      assertThat(file.open(OREGON)).contains(List.of(OTHER));
    }
  }

  @Test
  @DisplayName("that can't be read any more, as when its card was pulled, is not taken for damaged")
  void gone() throws IOException {
    SnapshotReader file = open(bytes);
    assertThat(file.open(ALASKA)).isPresent();
    // What every read of a closed file does, a read of a pulled card does.
    file.close();

    assertThatThrownBy(() -> file.zstd(FIRST.id())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.open(OREGON)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("is what it was at first, byte for byte")
  void golden() throws IOException {
    String hex = Fixtures.json("SnapshotFile").path("hex").asText();

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
  }

  @Test
  @DisplayName("that was cut anywhere is none")
  void cut() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> open(part).close())
          .as("after %d bytes", length)
          .isInstanceOf(SnapshotFormatException.class);
    }
  }

  @Test
  @DisplayName("that was changed anywhere is refused, has another digest or seal, or lacks a part")
  void changed() throws IOException {
    for (int place = 0; place < bytes.length; place++) {
      byte[] other = bytes.clone();
      other[place] ^= 0x11;
      assertThat(isFound(other)).as("byte %d", place).isTrue();
    }
  }

  private boolean isFound(byte[] content) throws IOException {
    try (SnapshotReader file = open(content)) {
      return !file.offer().seal().equals("sealed." + file.offer().digest())
          || file.open(ALASKA).isEmpty()
          || file.open(OREGON).isEmpty()
          || file.zstd(FIRST.id()).isEmpty()
          || file.zstd(SECOND.id()).isEmpty()
          || file.zstd(OTHER.id()).isEmpty();
    } catch (SnapshotFormatException e) {
      return true;
    }
  }

  @Test
  @DisplayName(
      "does not believe a list that somebody made who has the bucket's key, as others have")
  void forged() throws IOException {
    int segments = 2 * (content("a").length + BucketKey.MORE);
    int begin = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("}\n") + 2 + segments;
    int end = begin + listLength();
    byte[] list = ALASKA.open(BucketKey.LIST, Arrays.copyOfRange(bytes, begin, end)).orElseThrow();
    list[3] = (byte) (list[3] == '0' ? '1' : '0');
    byte[] other = bytes.clone();
    System.arraycopy(ALASKA.seal(BucketKey.LIST, list), 0, other, begin, end - begin);

    try (SnapshotReader file = open(other)) {
      assertThat(file.open(ALASKA)).isEmpty();
      assertThat(file.open(OREGON)).isPresent();
    }
  }

  private int listLength() throws IOException {
    byte[] none = ALASKA.seal(BucketKey.LIST, new byte[0]);
    try (SnapshotReader file = open(bytes)) {
      assertThat(file.open(ALASKA)).isPresent();
    }
    String list = "[[\"%s\",2,1,%d,28],[\"%s\",1,1,%d,28]]";
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("}\n") + 2;
    return list.formatted(FIRST.id(), at, SECOND.id(), at + 28).length() + none.length;
  }

  @Test
  @DisplayName("no longer offers a bucket in which something is damaged")
  void spoilt() throws IOException {
    try (SnapshotReader file = open(bytes)) {
      assertThat(file.open(ALASKA)).isPresent();
      file.spoilt(SECOND.id());

      assertThat(file.offer().buckets()).containsExactly(OREGON.tag());
      assertThat(file.zstd(SECOND.id())).isEmpty();
      assertThat(file.zstd(FIRST.id())).as("what is whole is of use").isPresent();
    }
  }

  @Test
  @DisplayName("that is something else, or of a later form, says so")
  void others() {
    assertThat(reason("holdfast-queue 1\n")).isEqualTo(Reason.NOT_A_SNAPSHOT);
    assertThat(reason("holdfast-snapshot 2\n{}\n")).isEqualTo(Reason.TOO_NEW);
    assertThat(reason("holdfast-snapshot 1\n{}\n")).isEqualTo(Reason.DAMAGED);
  }

  private Reason reason(String text) {
    try (SnapshotReader file = open(text.getBytes(StandardCharsets.UTF_8))) {
      throw new AssertionError("it was taken: " + file.head());
    } catch (SnapshotFormatException e) {
      return e.reason();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("that says to have more than can be is not believed")
  void tooLarge() throws IOException {
    String tail = "{\"index\":0,\"buckets\":20001,\"seal\":\"s\"}";
    byte[] lying = ("holdfast-snapshot 1\n{}\n" + tail).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(lying.length + 12).put(lying).putInt(tail.length());
    file.put("holdfast".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> open(file.array()).close())
        .isInstanceOf(SnapshotFormatException.class);
  }

  @Test
  @DisplayName("has keys that others neither have nor recognize")
  void keys() {
    assertThat(BucketKey.of(ALASKA.text()).tag()).isEqualTo(ALASKA.tag());
    assertThat(ALASKA.tag()).hasSize(16).isNotEqualTo(OREGON.tag());
    assertThat(OREGON.open(1, ALASKA.seal(1, content("a")))).isEmpty();
    assertThat(ALASKA.open(2, ALASKA.seal(1, content("a")))).as("moved").isEmpty();
    assertThat(ALASKA.open(1, new byte[3])).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> new BucketKey(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
