package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code holdfast device} does without any server; the rest is told by the story test. */
class DeviceCommandTest {
  private static final String NOWHERE = "http://127.0.0.1:9";

  @TempDir private Path directory = Path.of("unset");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path passphrase = Path.of("unset");

  @BeforeEach
  void writePassphrase() throws IOException {
    passphrase = Files.writeString(directory.resolve("passphrase"), "correct horse\n");
  }

  private int device(String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "device";
    command[1] = "--store";
    command[2] = directory.resolve("store").toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), command);
  }

  private int signIn() {
    return device(
        "sign-in",
        "--server",
        NOWHERE,
        "--user",
        "alice",
        "--password-file",
        passphrase.toString(),
        "--passphrase-file",
        passphrase.toString());
  }

  @Test
  void aServerThatIsNotThereIsExitCodeThree() {
    assertThat(signIn()).isEqualTo(3);
    assertThat(err.toString()).contains("can't be reached");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aStoreThatIsNotThereIsNotMade() {
    assertThat(device("cases", "--passphrase-file", passphrase.toString())).isEqualTo(4);
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void theWrongPassphraseIsExitCodeFour() throws IOException {
    signIn();
    Path wrong = Files.writeString(directory.resolve("wrong"), "wrong horse");

    assertThat(device("status", "--passphrase-file", wrong.toString())).isEqualTo(4);
    assertThat(err.toString()).contains("passphrase does not open");
  }

  @Test
  void wrongPassphrasesMakeTheNextOneWaitInAnyProcess() throws IOException {
    signIn();
    Path wrong = Files.writeString(directory.resolve("wrong"), "wrong horse");
    for (int i = 0; i < 4; i++) {
      assertThat(device("status", "--passphrase-file", wrong.toString())).isEqualTo(4);
    }
    assertThat(err.toString()).contains("The next attempt is possible at");

    assertThat(device("status", "--passphrase-file", passphrase.toString())).isEqualTo(4);
    assertThat(err.toString()).contains("wrong too often");
  }

  @Test
  void anotherPassphraseTakesThePlaceOfTheOldOne() throws IOException {
    signIn();
    Path next = Files.writeString(directory.resolve("next"), "battery staple\n");
    String old = passphrase.toString();

    assertThat(
            device(
                "passphrase", "--passphrase-file", old, "--new-passphrase-file", next.toString()))
        .isZero();
    assertThat(device("status", "--passphrase-file", old)).isEqualTo(4);
    assertThat(device("status", "--passphrase-file", next.toString())).isZero();
  }

  @Test
  void aStoreIsCheckedAndADamagedOneIsRepaired() throws IOException {
    signIn();
    String file = passphrase.toString();
    assertThat(device("check", "--json", "--passphrase-file", file)).isZero();
    assertThat(device("repair", "--json", "--passphrase-file", file)).isZero();
    assertThat(out.toString()).contains("\"sound\" : true").contains("\"repaired\" : false");
    try (FileChannel channel =
        FileChannel.open(directory.resolve("store/holdfast.db"), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4096), 2 * 4096);
    }

    assertThat(device("check", "--passphrase-file", file)).isEqualTo(1);
    assertThat(err.toString()).contains("holdfast device repair");
    assertThat(device("repair", "--json", "--passphrase-file", file))
        .as("nobody had signed in, so there is no identity to be saved")
        .isEqualTo(1);
    assertThat(out.toString()).contains("\"repaired\" : true").contains("\"lost\" : [ ]");
    assertThat(device("check", "--passphrase-file", file)).isZero();
    assertThat(device("status", "--passphrase-file", file)).isZero();
    assertThat(out.toString()).contains("device status --acknowledge-repair");
    assertThat(device("repair", "--passphrase-file", file)).as("said again").isEqualTo(1);
    assertThat(device("status", "--acknowledge-repair", "--passphrase-file", file)).isZero();
    assertThat(device("repair", "--passphrase-file", file)).isZero();
  }

  @Test
  void aStoreThatIsNotThereIsNeitherRepairedNorGivenAPassphrase() {
    String file = passphrase.toString();

    assertThat(device("repair", "--passphrase-file", file)).isEqualTo(4);
    assertThat(device("passphrase", "--passphrase-file", file, "--new-passphrase-file", file))
        .isEqualTo(4);
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void noPassphraseAndNoTerminalIsUsage() {
    signIn();

    assertThat(device("status")).isEqualTo(2);
    assertThat(err.toString()).contains("--passphrase-file");
  }

  @Test
  void syncBeforeSignInIsExitCodeFourAndStatusIsOneDocument() {
    signIn();

    assertThat(device("sync", "--passphrase-file", passphrase.toString())).isEqualTo(4);
    assertThat(device("status", "--json", "--passphrase-file", passphrase.toString())).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"signedIn\" : false");
  }

  @Test
  void aFileIsAttachedListedAndSavedWithoutAServer() throws IOException {
    signIn();
    String secret = passphrase.toString();
    Path photo = Files.write(directory.resolve("photo.jpg"), new byte[] {1, 2, 3});
    out.getBuffer().setLength(0);

    assertThat(device("attach", photo.toString(), "--json", "--passphrase-file", secret)).isZero();
    JsonNode attached = WireJson.mapper().readTree(out.toString());
    assertThat(attached.path("name").asText()).isEqualTo("photo.jpg");
    assertThat(attached.path("type").asText()).isEqualTo("image/jpeg");
    assertThat(attached.path("size").asInt()).isEqualTo(3);
    out.getBuffer().setLength(0);
    assertThat(device("contents", "--json", "--passphrase-file", secret)).isZero();
    JsonNode listed = WireJson.mapper().readTree(out.toString());
    assertThat(listed.at("/0/id")).isEqualTo(attached.path("id"));
    assertThat(listed.at("/0/state").asText()).isEqualTo("attached");

    String id = attached.path("id").asText().substring(0, 8);
    Path saved = directory.resolve("saved.jpg");
    assertThat(device("save", id, saved.toString(), "--passphrase-file", secret)).isZero();
    assertThat(saved).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(device("save", id, saved.toString(), "--passphrase-file", secret)).isEqualTo(4);
    assertThat(err.toString()).contains("There is a file");
    assertThat(device("save", "ffff", saved.toString(), "--passphrase-file", secret)).isEqualTo(1);
    assertThat(device("attach", directory.resolve("none").toString(), "--passphrase-file", secret))
        .isEqualTo(1);
    assertThat(err.toString()).contains("can't be read");
  }

  @Test
  void whatIsNoQueryIsUsage() {
    signIn();

    assertThat(device("query", "DROP TABLE x", "--passphrase-file", passphrase.toString()))
        .isEqualTo(2);
  }

  @Test
  void aWindowIsOfAUsableSizeAndLanguage() {
    assertThat(device("ui", "--size", "10")).isEqualTo(2);
    assertThat(err.toString()).contains("A size is from 75 to 300 percent, not 10.");

    assertThat(device("ui", "--language", "!")).isEqualTo(2);
    assertThat(err.toString()).contains("is no language");
  }
}
