package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.contents.internal.store.ObjectStore;
import dev.holdfast.server.contents.internal.store.S3Store;
import dev.holdfast.server.contents.internal.store.SealedObjects;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where complete contents belong, and what can be reached beside the database. */
@ApplicationScoped
public class Stores {
  private final Place target;
  private final @Nullable SealedObjects objects;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Stores() {
    this.target = null;
    this.objects = null;
  }

  /**
   * As the settings say.
   *
   * @throws IllegalStateException if they say that contents belong into a bucket, and not which
   */
  @Inject
  public Stores(Settings settings, Signer signer) {
    this(settings.get(StoreSettings.STORE), bucket(settings), signer);
    if (target == Place.S3 && objects == null) {
      throw new IllegalStateException(
          "The server can't start with these settings: %s=s3 needs %s, %s and %s."
              .formatted(
                  StoreSettings.STORE.property(),
                  StoreSettings.BUCKET.property(),
                  StoreSettings.ACCESS_KEY.property(),
                  StoreSettings.SECRET_KEY.property()));
    }
  }

  /** With a store. */
  Stores(Place target, @Nullable ObjectStore store, Signer signer) {
    this.target = target;
    this.objects = store == null ? null : new SealedObjects(store, signer);
  }

  /** Where complete contents belong. */
  Place target() {
    return target;
  }

  /** The store beside the database, empty if none is configured. */
  Optional<SealedObjects> objects() {
    return Optional.ofNullable(objects);
  }

  @PreDestroy
  void close() {
    objects().ifPresent(all -> all.store().close());
  }

  private static @Nullable ObjectStore bucket(Settings settings) {
    String bucket = settings.get(StoreSettings.BUCKET);
    String accessKey = settings.get(StoreSettings.ACCESS_KEY);
    String secretKey = settings.get(StoreSettings.SECRET_KEY);
    return bucket.isEmpty() || accessKey.isEmpty() || secretKey.isEmpty()
        ? null
        : new S3Store(
            new S3Store.Address(
                settings.get(StoreSettings.ENDPOINT).orElse(null),
                settings.get(StoreSettings.REGION),
                bucket,
                settings.get(StoreSettings.PREFIX),
                settings.get(StoreSettings.IN_HOST)),
            accessKey,
            secretKey);
  }
}
