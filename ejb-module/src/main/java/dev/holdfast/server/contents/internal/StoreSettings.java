package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Settings of where complete contents lie. */
@ApplicationScoped
public class StoreSettings implements SettingGroup {
  static final Setting<Place> STORE =
      new Setting<>(
          "contents.store",
          "name",
          Place.POSTGRESQL.code(),
          "postgresql or s3",
          "Where complete contents belong. Those that lie elsewhere are moved there, both ways.",
          false,
          StoreSettings::place);
  static final Setting<Optional<URI>> ENDPOINT =
      new Setting<>(
          "contents.s3-endpoint",
          "address",
          "",
          "http or https, without a path",
          "Address of the store that speaks the protocol of S3; without it that of AWS in the"
              + " region.",
          false,
          StoreSettings::endpoint);
  static final Setting<String> REGION =
      new Setting<>(
          "contents.s3-region",
          "name",
          "us-east-1",
          "any",
          "Region that requests are signed for; many stores take any.",
          false,
          text -> text);
  static final Setting<String> BUCKET =
      Setting.text(
          "contents.s3-bucket",
          "name",
          "Bucket that is there and is only Holdfast's, or has a prefix that is. Needed as long as"
              + " contents lie in S3, also while they are moved back.",
          false);
  static final Setting<String> PREFIX =
      Setting.text(
          "contents.s3-prefix",
          "text",
          "What names of objects begin with, for example holdfast/.",
          false);
  static final Setting<Boolean> IN_HOST =
      Setting.flag(
          "contents.s3-bucket-in-host",
          "Whether the bucket's name is part of the host's, not of the path.");
  static final Setting<String> ACCESS_KEY =
      Setting.text("contents.s3-access-key", "text", "Whom the store knows us as.", false);
  static final Setting<String> SECRET_KEY =
      Setting.text(
          "contents.s3-secret-key", "text", "The secret that goes with the access key.", true);
  static final Setting<Duration> MOVE_INTERVAL =
      Setting.duration(
          "contents.move-interval",
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "How often a node looks whether contents have to be moved; one node at a time moves"
              + " them. A store that is away is asked less and less often, at least every 15"
              + " minutes.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        STORE, ENDPOINT, REGION, BUCKET, PREFIX, IN_HOST, ACCESS_KEY, SECRET_KEY, MOVE_INTERVAL);
  }

  private static Place place(String text) {
    return Arrays.stream(Place.values())
        .filter(place -> place.code().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such store"));
  }

  private static Optional<URI> endpoint(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!isHttp || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException("not an address of http or https");
      }
      return Optional.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }
}
