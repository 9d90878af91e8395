package dev.holdfast.server.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/reference/settings.md is what the features declare. */
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");
  private static final String HEAD =
      """
      # Settings

      Made from the declarations in the code; don't edit. A setting is a system property of the server (`-D`, or a line of the file that is given
      to `standalone.sh -P`), read once at start. A value that is not allowed stops the start, with every such value in the message; what is
      in force is in `server.log`, secrets masked. Durations are written as in ISO 8601: `PT0.05S`, `PT10M`, `P30D`. What WildFly and its caches
      are told is in [operate.md](../operate.md#properties).

      """;

  @Test
  void thePageIsWhatTheCodeSays() throws IOException {
    String generated = page(settings());
    String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!generated.equals(kept)) {
      Files.writeString(PAGE, generated);
    }

    assertThat(kept)
        .withFailMessage("It was not; it has been written anew: look at the change and commit it.")
        .isEqualTo(generated);
  }

  @Test
  void everyDefaultIsAllowedAndEverySettingSaysWhatItDoes() {
    assertThat(settings())
        .allSatisfy(
            setting -> {
              assertThat(setting.parse(setting.standard())).isNotNull();
              assertThat(setting.text()).endsWith(".");
              assertThat(setting.unit()).isNotBlank();
              assertThat(setting.range()).isNotBlank();
            })
        .extracting(Setting::name)
        .doesNotHaveDuplicates();
  }

  private static List<Setting<?>> settings() {
    return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
        .importPackages("dev.holdfast.server").stream()
            .filter(type -> type.isAssignableTo(SettingGroup.class) && !type.isInterface())
            .map(SettingsReferenceTest::made)
            .<Setting<?>>flatMap(group -> group.settings().stream())
            .sorted(Comparator.comparing(Setting::name))
            .toList();
  }

  private static SettingGroup made(JavaClass type) {
    try {
      return (SettingGroup) type.reflect().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String page(List<Setting<?>> settings) {
    StringBuilder page = new StringBuilder(HEAD);
    String feature = "";
    for (Setting<?> setting : settings) {
      String own = setting.name().substring(0, setting.name().indexOf('.'));
      if (!own.equals(feature)) {
        page.append(feature.isEmpty() ? "" : "\n").append("## ").append(own);
        page.append(
            "\n| property | unit | range | default | what it does |\n|---|---|---|---|---|\n");
        feature = own;
      }
      String standard = setting.standard().isEmpty() ? "none" : '`' + setting.standard() + '`';
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  setting.property(), setting.unit(), setting.range(), standard, setting.text()));
    }
    return page.toString();
  }
}
