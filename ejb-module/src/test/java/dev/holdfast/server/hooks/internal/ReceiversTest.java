package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.testing.FleetData;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may be sent. */
class ReceiversTest {
  private static final Settings INSECURE =
      new Settings() {
        @Override
        public <T> T get(Setting<T> setting) {
          return setting.parse(
              setting == HooksSettings.INSECURE_RECEIVERS ? "true" : setting.standard());
        }
      };

  private final Receivers receivers = new Receivers(FleetData.DEFAULTS);

  private static void assertRefused(Receivers receivers, ErrorCode code, String url) {
    assertThatThrownBy(() -> receivers.require(url))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/hooks",
        "https://127.0.0.1/hooks",
        "https://[::1]/hooks",
        "https://[::ffff:127.0.0.1]/hooks",
        "https://0.0.0.0/hooks",
        "https://169.254.169.254/latest",
        "https://[fe80::1]/hooks",
        "https://224.0.0.1/hooks"
      })
  void areNotThisServerItsLinkOrWithoutTls(String url) throws Exception {
    assertRefused(receivers, ErrorCode.RECEIVER_NOT_ALLOWED, url);
    assertThat(receivers.objection(URI.create(url))).isPresent();
    new Receivers(INSECURE).require(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no address",
        "ftp://192.0.2.1/hooks",
        "https:///hooks",
        "https://user:secret@192.0.2.1/hooks",
        "https://192.0.2.1/hooks#there",
        "https://192.0.2.1:0/hooks",
        "https://192.0.2.1:65536/hooks"
      })
  void areAddressesOfTheWeb(String url) {
    assertRefused(receivers, ErrorCode.INVALID, url);
    assertRefused(new Receivers(INSECURE), ErrorCode.INVALID, url);
  }

  @Test
  void areOnNetworksOfTheSiteToo() throws Exception {
    receivers.require("https://192.0.2.1/hooks");
    receivers.require("https://10.1.2.3:8443/hooks?from=holdfast");
    receivers.require("https://10.1.2.3:65535/hooks");
  }
}
