package dev.holdfast.server.contents.internal;

import dev.holdfast.s3server.S3Server;
import dev.holdfast.server.contents.internal.store.ObjectStore;
import dev.holdfast.server.contents.internal.store.S3Store;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A part of a bucket that is one test's only. */
final class Bucket {
  private final S3Server server;
  private final String prefix = UUID.randomUUID() + "/";

  Bucket(S3Server server) {
    this.server = server;
  }

  /** As one of Holdfast's nodes knows it. */
  ObjectStore store() {
    return store(S3Server.SECRET_KEY);
  }

  ObjectStore store(String secret) {
    return new S3Store(
        new S3Store.Address(server.endpoint(), "us-east-1", S3Server.BUCKET, prefix, false),
        S3Server.ACCESS_KEY,
        secret);
  }

  /** The files of its objects. */
  List<Path> objects() {
    return server.objects(prefix);
  }
}
