package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.WatchSource;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the watcher which buckets have changed: the one reader of their changes by transaction. */
@ApplicationScoped
public class BucketChanges implements WatchSource {
  @Override
  public String select() {
    return "SELECT 'bucket' AS topic, c.unit || E'\\t' || c.bucket AS key FROM holdfast.bucket_change c";
  }

  @Override
  public String xid() {
    return "c.xid";
  }
}
