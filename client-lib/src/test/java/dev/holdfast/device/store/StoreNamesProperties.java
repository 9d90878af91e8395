package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Users' names as names of folders, whatever they are called and wherever that is. */
class StoreNamesProperties {

  @Property
  void everyNameHasAFolderThatGivesItBack(@ForAll @StringLength(min = 1, max = 20) String user) {
    Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(user));

    String folder = StoreNames.folder(user);

    assertThat(StoreNames.user(folder)).contains(user);
    assertThat(folder).matches("u-[a-z0-9@=_.-]*[a-z0-9@=_-]");
  }

  @Property
  void twoNamesNeverShareOneAlsoWhereCaseDoesNotCount(
      @ForAll @StringLength(min = 1, max = 3) String one,
      @ForAll @StringLength(min = 1, max = 3) String other) {
    Assume.that(!one.equals(other));
    Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(one + ' ' + other));

    assertThat(StoreNames.folder(one)).isNotEqualToIgnoringCase(StoreNames.folder(other));
  }

  @Property
  void noOtherFolderIsAUsers(@ForAll @StringLength(max = 10) String name) {
    StoreNames.user("u-" + name)
        .ifPresent(user -> assertThat(StoreNames.folder(user)).isEqualTo("u-" + name));
  }

  @Example
  void theNamesThatSystemsKeepForThemselvesAreNoDanger() {
    assertThat(StoreNames.folder("..")).isEqualTo("u-.=2e");
    assertThat(StoreNames.folder("CON")).isEqualTo("u-_c_o_n");
    assertThat(StoreNames.folder("a/b\\c:d\0")).isEqualTo("u-a=2fb=5cc=3ad=00");
    assertThat(StoreNames.folder("Alice")).isNotEqualTo(StoreNames.folder("alice"));
    assertThat(StoreNames.folder("é")).isNotEqualTo(StoreNames.folder("e\u0301"));
    assertThat(StoreNames.folder("alice.smith@x.org")).isEqualTo("u-alice.smith@x.org");
  }

  @Example
  void aServersNamesFitAndLongerOnesSaySo() {
    assertThat(StoreNames.folder("A".repeat(100))).hasSizeLessThan(240);
    assertThat(StoreNames.folder("a_".repeat(50))).hasSizeLessThan(240);
    assertThat(StoreNames.user("u-a__b")).contains("a_b");
    assertThat(StoreNames.folder("A".repeat(100)).toLowerCase(Locale.ROOT))
        .isEqualTo(StoreNames.folder("A".repeat(100)));
    assertThatThrownBy(() -> StoreNames.folder("é".repeat(100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> StoreNames.folder(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> StoreNames.folder("\ud800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no text");
  }
}
