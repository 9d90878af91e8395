package dev.holdfast.device.store.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The file of a content")
class SealedContentTest {
  private static final int BLOCK = Blocks.BYTES;
  private static final int SEALED = Blocks.SEALED_BYTES;

  @TempDir private Path directory = Path.of("unset");
  private Database database = unset();

  @SuppressWarnings("NullAway") // opened before each test
  private static Database unset() {
    return null;
  }

  @BeforeEach
  void open() {
    database = Database.open(directory, Device.key(), Long.MAX_VALUE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ContentFiles files() {
    return new ContentFiles(database);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private Attachment attach(byte[] bytes) {
    try (Undertaking undertaking = Undertaking.unseen(Device.CLOCK)) {
      return new Attaching(files(), Device.CLOCK, undertaking)
          .copy(Source.of(new ByteArrayInputStream(bytes), "it"), "it", "text/plain");
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("content-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private byte[] read(Attachment attachment) {
    try (SealedContent content = files().open(attachment.id())) {
      byte[] all = new byte[(int) content.size()];
      int from = 0;
      for (int more = content.read(all, 0, all.length);
          more > 0;
          more = content.read(all, from, all.length - from)) {
        from += more;
      }
      assertThat(content.read()).as("its end").isEqualTo(-1);
      return all;
    }
  }

  @ParameterizedTest(name = "gives {0} bytes again, and none of them is in it as it was")
  @ValueSource(ints = {0, 1, 100, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7})
  void roundTrip(int count) throws IOException {
    byte[] bytes = bytes(count);

    Attachment attachment = attach(bytes);

    assertThat(attachment.size()).isEqualTo(count);
    assertThat(read(attachment)).isEqualTo(bytes);
    byte[] sealed = Files.readAllBytes(file());
    assertThat(sealed).hasSize(count + Math.max(1, (count + BLOCK - 1) / BLOCK) * (SEALED - BLOCK));
    if (count >= 16) {
      String part =
          new String(Arrays.copyOf(bytes, 16), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1).contains(part))
          .isFalse();
    }
  }

  @Test
  @DisplayName("is read from anywhere")
  void fromAnywhere() throws IOException {
    byte[] bytes = bytes(4 * BLOCK + 100);
    Attachment attachment = attach(bytes);
    Random random = new Random(1);

    try (SealedContent content = files().open(attachment.id())) {
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(bytes.length);
        assertThat(content.from(from).read()).isEqualTo(bytes[from] & 0xff);
        assertThat(content.available()).isEqualTo(bytes.length - from - 1);
      }
      assertThat(content.from(10).skip(20)).isEqualTo(20);
      assertThat(content.read()).isEqualTo(bytes[30] & 0xff);
      assertThat(content.from(bytes.length).read()).isEqualTo(-1);
    }
  }

  private void isFoundDamaged(Attachment attachment) {
    assertThatThrownBy(() -> read(attachment))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.DAMAGED));
  }

  @ParameterizedTest(name = "of which byte {0} was changed is found out")
  @ValueSource(ints = {0, 11, 12, 5000, SEALED - 1, SEALED, 2 * SEALED + 3})
  void changed(int place) throws IOException {
    Attachment attachment = attach(bytes(2 * BLOCK + 50));
    byte[] sealed = Files.readAllBytes(file());
    sealed[place] ^= 1;
    Files.write(file(), sealed);

    isFoundDamaged(attachment);
  }

  @Test
  @DisplayName("whose blocks were exchanged, doubled, cut off or added is found out")
  void moved() throws IOException {
    Attachment attachment = attach(bytes(3 * BLOCK));
    byte[] whole = Files.readAllBytes(file());
    byte[] exchanged = whole.clone();
    System.arraycopy(whole, 0, exchanged, SEALED, SEALED);
    System.arraycopy(whole, SEALED, exchanged, 0, SEALED);
    byte[] doubled = whole.clone();
    System.arraycopy(whole, 0, doubled, SEALED, SEALED);
    for (byte[] other :
        new byte[][] {
          exchanged,
          doubled,
          Arrays.copyOf(whole, 2 * SEALED),
          Arrays.copyOf(whole, whole.length - 1),
          Arrays.copyOf(whole, whole.length + 1)
        }) {
      Files.write(file(), other);
      isFoundDamaged(attachment);
    }
    Files.write(file(), whole);
    assertThat(read(attachment)).isEqualTo(bytes(3 * BLOCK));
  }

  @Test
  @DisplayName("that ends with a whole block is not taken for a longer one's beginning")
  void lastIsKnown() throws IOException {
    Attachment attachment = attach(bytes(2 * BLOCK));
    HeldContent held =
        database.read(connection -> ContentRows.find(connection, attachment.id())).orElseThrow();
    byte[] first = Arrays.copyOf(Files.readAllBytes(file()), SEALED);

    assertThat(new Blocks(held.key(), BLOCK).open(0, first)).as("as the only one").isEmpty();
    assertThat(new Blocks(held.key(), 2 * BLOCK).open(0, first)).isPresent();
  }

  @Test
  @DisplayName("of the same content twice is another one under another key, and the first is gone")
  void twice() throws IOException {
    attach(bytes(1000));
    byte[] first = Files.readAllBytes(file());

    Attachment again = attach(bytes(1000));

    assertThat(Files.readAllBytes(file())).isNotEqualTo(first);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(f -> f.toString().contains("content-"))).hasSize(1);
    }
    assertThat(read(again)).isEqualTo(bytes(1000));
  }

  @Test
  @DisplayName("that somebody writes is not swept away; one that is left is")
  void swept() throws IOException {
    Path written = files().fresh();
    try (Claim claim = Claim.of(written).orElseThrow()) {
      assertThat(Claim.of(written)).as("a second writer").isEmpty();
      claim.file().write(bytes(100));
      files().sweep();
      assertThat(written).exists();
    }

    files().sweep();

    assertThat(written).doesNotExist();
  }

  @Test
  @DisplayName("whose copy is cancelled, or can't be read to its end, leaves nothing")
  void cancelled() throws IOException {
    Cancellation cancellation = new Cancellation();
    InputStream endless =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            if (++read == 10 * BLOCK) {
              cancellation.cancel();
            }
            return read & 0xff;
          }
        };
    try (Undertaking undertaking = new Undertaking(progress -> {}, cancellation, Device.CLOCK)) {
      Attaching attaching = new Attaching(files(), Device.CLOCK, undertaking);
      assertThatThrownBy(() -> attaching.copy(Source.of(endless, "it"), "it", "text/plain"))
          .isInstanceOf(CancelledException.class);
    }
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("unplugged");
          }
        };
    try (Undertaking undertaking = Undertaking.unseen(Device.CLOCK)) {
      Attaching attaching = new Attaching(files(), Device.CLOCK, undertaking);
      assertThatThrownBy(() -> attaching.copy(Source.of(broken, "it"), "it", "text/plain"))
          .isInstanceOfSatisfying(
              AttachmentException.class,
              e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.NOT_READABLE));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(f -> f.toString().contains("content-"))).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "that is received is complete only if it is what its id says, and goes on after a cut")
  void received() {
    byte[] bytes = bytes(5 * BLOCK + 9);
    Attachment whole = attach(bytes);
    files().erase((connection, all) -> content -> true);

    try (Receiving receiving = Receiving.of(files(), whole).orElseThrow()) {
      assertThat(Receiving.of(files(), whole)).as("a second one").isEmpty();
      receiving.write(bytes, 3 * BLOCK + 100);
    }
    assertThatThrownBy(() -> read(whole)).isInstanceOf(AttachmentException.class);
    try (Receiving receiving = Receiving.of(files(), whole).orElseThrow()) {
      assertThat(receiving.received()).isEqualTo(3L * BLOCK);
      byte[] rest = Arrays.copyOfRange(bytes, 3 * BLOCK, bytes.length);
      receiving.write(rest, rest.length);
      assertThat(receiving.complete()).isTrue();
    }
    assertThat(read(whole)).isEqualTo(bytes);
    assertThat(Receiving.of(files(), whole)).as("nothing lacks").isEmpty();

    files().erase((connection, all) -> content -> true);
    try (Receiving receiving = Receiving.of(files(), whole).orElseThrow()) {
      bytes[7] ^= 1;
      receiving.write(bytes, bytes.length);
      assertThat(receiving.complete()).isFalse();
    }
    assertThatThrownBy(() -> read(whole)).isInstanceOf(AttachmentException.class);
  }
}
