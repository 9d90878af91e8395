package dev.holdfast.desktop.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.entry.EntryState.Mode;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ConnectionKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way in")
class EntryPresenterTest {
  private final Tablet tablet = new Tablet();
  private final List<Holdfast> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Holdfast::close);
    tablet.close();
  }

  private EntryPresenter entry() {
    return new EntryPresenter(
        tablet.door(),
        new EntryPresenter.Surroundings(
            Tablet.atOnce(),
            new Texts(Locale.ENGLISH),
            tablet.clock(),
            () -> ConnectionKind.UNKNOWN),
        opened::add);
  }

  private static SignIn alice() {
    return new SignIn("alice", "secret".toCharArray(), "Tablet 7");
  }

  private void setUp() {
    entry().begin(Tablet.SERVER, alice(), secret(), secret());
    opened.forEach(Holdfast::close);
    opened.clear();
  }

  private static char[] secret() {
    return Tablet.PASSPHRASE.toCharArray();
  }

  @Test
  @DisplayName("of a new device asks for server, user, password and a passphrase, and enrols it")
  void begins() {
    EntryPresenter entry = entry();
    assertThat(entry.state().get().mode()).isEqualTo(Mode.NEW);
    char[] passphrase = secret();
    SignIn alice = alice();

    entry.begin(Tablet.SERVER, alice, passphrase, secret());

    assertThat(opened).singleElement().matches(holdfast -> holdfast.status().signedIn());
    assertThat(passphrase).as("nobody keeps it").containsOnly(' ');
    assertThat(alice.password()).containsOnly(' ');
  }

  @Test
  @DisplayName("makes no store of two different passphrases, or of none")
  void passphrases() {
    EntryPresenter entry = entry();

    entry.begin(Tablet.SERVER, alice(), secret(), "another".toCharArray());
    assertThat(entry.state().get().message()).contains("two different");
    entry.begin(Tablet.SERVER, alice(), new char[0], new char[0]);
    assertThat(entry.state().get().message()).contains("Choose a passphrase");
    entry.begin("", alice(), secret(), secret());
    assertThat(entry.state().get().message()).contains("Fill in server");

    assertThat(opened).isEmpty();
    assertThat(Holdfast.exists(tablet.door().directory())).isFalse();
  }

  @Test
  @DisplayName("keeps the store when the server is away, and signs in later")
  void serverIsAway() {
    EntryPresenter entry = entry();
    tablet.peer().reachable(false);

    entry.begin(Tablet.SERVER, alice(), secret(), secret());

    assertThat(entry.state().get().mode()).isEqualTo(Mode.SIGN_IN);
    assertThat(entry.state().get().message()).startsWith("The server can’t be reached.");
    assertThat(opened).isEmpty();
    tablet.peer().reachable(true);
    entry.signIn(Tablet.SERVER, alice());
    assertThat(opened).hasSize(1);
  }

  @Test
  @DisplayName("says in a sentence that the password is wrong")
  void wrongPassword() {
    EntryPresenter entry = entry();
    tablet.peer().refuse("bad-credentials");

    entry.begin(Tablet.SERVER, alice(), secret(), secret());

    assertThat(entry.state().get().message()).isEqualTo("User or password is wrong. Try again.");
  }

  @Test
  @DisplayName("of a device that was used needs its passphrase and no network")
  void unlocks() {
    setUp();
    tablet.peer().reachable(false);
    EntryPresenter entry = entry();
    assertThat(entry.state().get().mode()).isEqualTo(Mode.UNLOCK);

    entry.unlock(secret());

    assertThat(opened).singleElement().matches(holdfast -> holdfast.status().user() != null);
  }

  @Test
  @DisplayName("says that a passphrase is wrong, and after some how long to wait")
  void wrongPassphrase() {
    setUp();
    EntryPresenter entry = entry();
    for (int i = 0; i < 4; i++) {
      entry.unlock("wrong".toCharArray());
    }
    assertThat(entry.state().get().message()).contains("does not open the store");
    assertThat(entry.state().get().seconds()).isEqualTo(10);

    entry.unlock(secret());
    assertThat(entry.state().get().message()).contains("this attempt was not made");

    tablet.clock().pass(Duration.ofSeconds(4));
    entry.tick();
    assertThat(entry.state().get().seconds()).isEqualTo(6);
    tablet.clock().pass(Duration.ofSeconds(6));
    entry.tick();
    assertThat(entry.state().get().seconds()).isZero();
    entry.unlock(secret());
    assertThat(opened).hasSize(1);
  }

  @Test
  @DisplayName("of a device whose session was ended asks for the password, or lets work without")
  void signedOut() {
    setUp();
    EntryPresenter first = entry();
    first.unlock(secret());
    opened.get(0).signOut();
    opened.get(0).close();
    opened.clear();
    EntryPresenter entry = entry();

    entry.unlock(secret());

    assertThat(entry.state().get().mode()).isEqualTo(Mode.SIGN_IN);
    assertThat(entry.state().get().user()).isEqualTo("alice");
    assertThat(entry.state().get().fixedUser()).isTrue();
    entry.workOffline();
    assertThat(opened).hasSize(1);
  }
}
