package dev.holdfast.server.contents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.contents.api.Thumbnails.Thumbnail;
import dev.holdfast.server.testing.Drawings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A thumbnail")
class PicturesTest {
  private static final long MOST = 100_000_000;

  @ParameterizedTest
  @CsvSource({"png, 1000, 500, 320, 160", "jpeg, 500, 1000, 160, 320", "gif, 40, 30, 40, 30"})
  @DisplayName("is as large as fits, and never larger than its picture")
  void sizes(String format, int width, int height, int thenWidth, int thenHeight)
      throws IOException {
    byte[] picture = Drawings.quarters(format, width, height);

    Thumbnail thumbnail = Pictures.draw("image/" + format, in(picture), MOST);

    assertThat(thumbnail.width()).isEqualTo(thenWidth);
    assertThat(thumbnail.height()).isEqualTo(thenHeight);
    assertThat(corners(thumbnail)).isEqualTo("red green blue white");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 320, 160, red green blue white",
    "2, 320, 160, green red white blue",
    "3, 320, 160, white blue green red",
    "4, 320, 160, blue white red green",
    "5, 160, 320, red blue green white",
    "6, 160, 320, blue red white green",
    "7, 160, 320, white green blue red",
    "8, 160, 320, green white red blue"
  })
  @DisplayName("stands as the camera was held")
  void orientation(int orientation, int width, int height, String corners) throws IOException {
    byte[] picture = Drawings.held(Drawings.quarters("jpeg", 1000, 500), orientation);

    Thumbnail thumbnail = Pictures.draw("image/jpeg", in(picture), MOST);

    assertThat(thumbnail.width()).isEqualTo(width);
    assertThat(thumbnail.height()).isEqualTo(height);
    assertThat(corners(thumbnail)).isEqualTo(corners);
  }

  @Test
  @DisplayName("is on white where its picture is transparent, and says nothing else of it")
  void transparent() throws IOException {
    byte[] picture =
        Drawings.encoded("png", new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB));

    Thumbnail thumbnail = Pictures.draw("image/png", in(picture), MOST);
    byte[] held = Drawings.held(Drawings.quarters("jpeg", 100, 50), 6);

    assertThat(corners(thumbnail)).isEqualTo("white white white white");
    assertThat(Drawings.text(held)).contains("Exif");
    assertThat(Drawings.text(Pictures.draw("image/jpeg", in(held), MOST).jpeg()))
        .doesNotContain("Exif");
  }

  @Test
  @DisplayName("of a hundred million pixels takes a few megabytes of memory")
  void large() throws IOException {
    byte[] picture = Drawings.blank(10_000, 10_000);
    long before = used();
    AtomicLong most = new AtomicLong(before);

    Thumbnail thumbnail =
        Pictures.draw(
            "image/png",
            new ContentImageStream(
                (from, to) -> {
                  most.accumulateAndGet(used(), Math::max);
                  return new ByteArrayInputStream(picture, (int) from, (int) (to - from));
                },
                picture.length,
                new Deadline(Duration.ofMinutes(1), System::nanoTime)),
            MOST);
    most.accumulateAndGet(used(), Math::max);

    assertThat(thumbnail.width()).isEqualTo(320);
    assertThat(picture.length).isLessThan(1_000_000);
    assertThat(most.get() - before).isLessThan(64L << 20);
  }

  @ParameterizedTest
  @CsvSource({"10001, 10000", "65536, 10", "10, 65536", "100000, 100000"})
  @DisplayName("of a bomb is refused before a pixel is decoded")
  void bombs(int width, int height) {
    byte[] picture = Drawings.claiming(width, height);

    assertThatThrownBy(() -> Pictures.draw("image/png", in(picture), MOST))
        .isInstanceOf(UndrawableException.class)
        .hasMessageContaining("pixels: too many");
  }

  @Test
  @DisplayName("of a progressive JPEG has a limit of its own: all of it would be in memory")
  void progressive() throws IOException {
    byte[] picture = Drawings.progressive(Drawings.image(1_000, 500));

    assertThat(Pictures.draw("image/jpeg", in(picture), 2_000_000).width()).isEqualTo(320);
    assertThatThrownBy(() -> Pictures.draw("image/jpeg", in(picture), 1_999_999))
        .isInstanceOf(UndrawableException.class);
    assertThat(
            Pictures.draw("image/jpeg", in(Drawings.quarters("jpeg", 1_000, 500)), 500_000).width())
        .isEqualTo(320);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  @DisplayName("of what is broken is none, wherever it breaks")
  void broken(String format) throws IOException {
    byte[] picture = Drawings.quarters(format, 300, 200);
    for (int cut = 1; cut < 60; cut++) {
      byte[] part = Arrays.copyOf(picture, Math.min(cut, picture.length - 1));

      assertThatThrownBy(() -> Pictures.draw("image/" + format, in(part), MOST))
          .isInstanceOf(UndrawableException.class);
    }
  }

  @Test
  @DisplayName("is given up if it takes too long")
  void slow() throws IOException {
    byte[] picture = Drawings.quarters("png", 300, 200);
    AtomicLong nanos = new AtomicLong();
    Deadline deadline = new Deadline(Duration.ofSeconds(1), nanos::get);
    nanos.set(1_000_000_001);

    assertThatThrownBy(() -> Pictures.draw("image/png", in(picture, deadline), MOST))
        .isInstanceOf(UndrawableException.class)
        .hasMessageContaining("too long");
  }

  @Test
  @DisplayName("of what can't be read now is not refused for good")
  void unreadable() {
    assertThatThrownBy(
            () ->
                Pictures.draw(
                    "image/png",
                    new ContentImageStream(
                        (from, to) -> {
                          throw new IOException("the store is away");
                        },
                        1_000,
                        new Deadline(Duration.ofSeconds(1), () -> 0)),
                    MOST))
        .isNotInstanceOf(UndrawableException.class)
        .hasMessage("the store is away");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static ContentImageStream in(byte[] picture) {
    return in(picture, new Deadline(Duration.ofMinutes(1), System::nanoTime));
  }

  private static ContentImageStream in(byte[] picture, Deadline deadline) {
    return new ContentImageStream(
        (from, to) -> new ByteArrayInputStream(picture, (int) from, (int) (to - from)),
        picture.length,
        deadline);
  }

  private static String corners(Thumbnail thumbnail) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail.jpeg()));
    int right = image.getWidth() - 4;
    int low = image.getHeight() - 4;
    return String.join(
        " ",
        name(image.getRGB(3, 3)),
        name(image.getRGB(right, 3)),
        name(image.getRGB(3, low)),
        name(image.getRGB(right, low)));
  }

  private static String name(int rgb) {
    Color color = new Color(rgb);
    boolean red = color.getRed() > 127;
    boolean green = color.getGreen() > 127;
    boolean blue = color.getBlue() > 127;
    if (red && green && blue) {
      return "white";
    }
    return red ? "red" : green ? "green" : "blue";
  }
}
