package dev.holdfast.server.platform.internal;

import java.io.InputStream;
import java.io.Reader;
import org.flywaydb.core.api.resource.LoadableResource;

/** One migration script on the class path. */
final class ClassPathScript extends LoadableResource {
  private final String path;
  private final String name;

  ClassPathScript(String path, String name) {
    this.path = path;
    this.name = name;
  }

  @Override
  public Reader read() {
    InputStream in = IndexedScripts.open(path);
    if (in == null) {
      throw new IllegalStateException(path + " is in the index but not on the class path");
    }
    return IndexedScripts.reader(in);
  }

  @Override
  public String getAbsolutePath() {
    return path;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return path;
  }

  @Override
  public String getFilename() {
    return name;
  }

  @Override
  public String getRelativePath() {
    return path;
  }
}
