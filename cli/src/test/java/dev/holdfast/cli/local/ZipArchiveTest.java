package dev.holdfast.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
  @TempDir Path temp = Path.of("");

  private Path zip(String... entries) throws IOException {
    Path zip = temp.resolve("server.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write("content".getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return zip;
  }

  @Test
  @DisplayName("an archive is unpacked, its scripts executable")
  void unpacks() throws IOException, CommandException {
    ZipArchive.unpack(zip("s/bin/run.sh", "s/doc.txt"), temp.resolve("new"));

    assertThat(temp.resolve("new/s/doc.txt")).hasContent("content");
    assertThat(temp.resolve("new/s/bin/run.sh")).isExecutable().hasContent("content");
  }

  @Test
  @DisplayName("a half downloaded archive is removed, so that the next build fetches it again")
  void half() throws IOException {
    Path zip = zip("s/a", "s/b");
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> ZipArchive.unpack(zip, temp.resolve("new")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("holdfast up again");
    assertThat(zip).doesNotExist();
  }

  @Test
  @DisplayName("an entry can't leave the directory")
  void traversal() throws IOException {
    Path zip = zip("s/../../evil");

    assertThatThrownBy(() -> ZipArchive.unpack(zip, temp.resolve("new")))
        .isInstanceOf(CommandException.class);
    assertThat(temp.resolve("evil")).doesNotExist();
  }
}
