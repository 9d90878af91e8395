package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Spool;
import dev.holdfast.server.platform.api.Spools;
import dev.holdfast.server.platform.internal.SpoolRoom.FullException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Documents in temporary files, in bounded room. */
@ApplicationScoped
public class TemporarySpools implements Spools {
  private static final long MEBIBYTE = 1024L * 1024;

  private final int mebibytes;
  private final Path directory;
  private final SpoolRoom room;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected TemporarySpools() {
    this.mebibytes = 0;
    this.directory = null;
    this.room = new SpoolRoom(0);
  }

  /** Files within the room that the settings allow, where the server has its temporary files. */
  @Inject
  public TemporarySpools(Settings settings) {
    this(settings, Path.of(System.getProperty("java.io.tmpdir")));
  }

  TemporarySpools(Settings settings, Path directory) {
    this.mebibytes = settings.get(PlatformSettings.EXPORT_ROOM);
    this.directory = directory;
    this.room = new SpoolRoom(mebibytes * MEBIBYTE);
  }

  @Override
  public Spool make(Content content) throws RefusedException, IOException {
    SpoolFile file = new SpoolFile(directory, room);
    boolean whole = false;
    try {
      OutputStream out = file.out();
      content.writeTo(out);
      out.flush();
      whole = true;
      return file;
    } catch (FullException full) {
      throw refused(full);
    } finally {
      if (!whole) {
        file.close();
      }
    }
  }

  private RefusedException refused(FullException full) {
    RefusedException refused =
        full.isForGood()
            ? new RefusedException(
                ErrorCode.TOO_LARGE,
                "The export has more than "
                    + mebibytes
                    + " MiB. Filter it, or raise "
                    + PlatformSettings.EXPORT_ROOM.property()
                    + '.')
            : new RefusedException(
                ErrorCode.UNAVAILABLE,
                "Other exports take up the room for exports. Try again when they are done.");
    refused.initCause(full);
    return refused;
  }
}
