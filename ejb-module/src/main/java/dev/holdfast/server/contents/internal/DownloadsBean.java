package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.internal.ContentRows.Row;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;

/** Downloads without a transaction: a slow reader holds nothing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DownloadsBean implements ContentDownloads {
  @Inject private ContentRows contents;
  @Inject private PieceRows pieces;
  @Inject private Entitlement entitlement;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DownloadsBean() {}

  @Override
  public Stored find(Caller caller, String id) throws RefusedException {
    return contents
        .find(id)
        .filter(
            row ->
                caller.isAdministrator() || row.cleared() && entitlement.mayHave(caller.user(), id))
        .map(row -> new Stored(row.id(), row.bytes()))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.CONTENT_GONE, "There is no content " + id + " for you."));
  }

  @Override
  public void write(Stored found, long from, long to, OutputStream out) throws IOException {
    Row row =
        contents
            .find(found.id())
            .orElseThrow(() -> new IOException("content " + found.id() + " is gone"));
    pieces.write(row.upload(), from, to, out);
  }
}
