package dev.holdfast.it.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.AlbumPackage;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.it.server.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Thumbnails of contents")
class ThumbnailsTest extends ServerTest {
  private final AlbumPackage albums = new AlbumPackage(unique("album"));
  private final TestUser alice = newUser(albums.role());
  private final TestDevice device = device(alice);

  @Test
  @DisplayName("are small JPEGs for who may have the content, and for nobody else")
  void small() throws IOException {
    byte[] picture = TestPictures.landscape("png", 1_000, 2_000, albums.role().hashCode());
    albums.send(device.api(), "image/png", picture);
    Api stranger = device(newUser(albums.role())).api();

    Answer thumbnail = get(device.api(), picture).ok();

    assertThat(thumbnail.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(thumbnail.header("X-Content-Type-Options")).isEqualTo("nosniff");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail.body()));
    assertThat(image.getWidth()).isEqualTo(160);
    assertThat(image.getHeight()).isEqualTo(320);
    assertThat(get(device.api(), picture).body()).isEqualTo(thumbnail.body());
    assertThat(get(stranger, picture).problem().code()).isEqualTo("content-gone");
  }

  @Test
  @DisplayName("are not there of what is no picture")
  void none() {
    byte[] text = ("text " + albums.role()).getBytes(StandardCharsets.UTF_8);
    albums.send(device.api(), text);
    device.submit(albums.begin(UUID.randomUUID(), alice.name(), text));

    Answer none = get(device.api(), text);

    assertThat(none.status()).isEqualTo(404);
    assertThat(none.problem().code()).isEqualTo("no-thumbnail");
  }

  private static Answer get(Api api, byte[] content) {
    return api.get("/contents/" + AlbumPackage.id(content) + "/thumbnail");
  }
}
