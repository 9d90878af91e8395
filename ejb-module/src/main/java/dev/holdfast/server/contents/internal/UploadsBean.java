package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.internal.UploadRows.Row;
import dev.holdfast.server.contents.internal.UploadRows.Sender;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Uploads without a transaction: each statement is one, so that what has come is kept. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UploadsBean implements ContentUploads {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  @Inject private UploadRows uploads;
  @Inject private ContentRows contents;
  @Inject private Entitlement entitlement;
  @Inject private Places places;
  @Inject private HashStates hashes;
  @Inject private Completion completion;
  @Inject private Settings settings;
  @Inject private Ids ids;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UploadsBean() {}

  @Override
  public long maxBytes() {
    return ContentsSettings.bytes(settings.get(ContentsSettings.MAX_SIZE));
  }

  @Override
  public Upload create(Caller caller, Announced announced) throws RefusedException {
    return create(caller, announced, places.rules(caller.user(), announced.place()));
  }

  @Override
  public Upload createLast(Caller caller, Announced announced) throws RefusedException {
    return create(caller, announced, places.rules(announced.place()));
  }

  private Upload create(Caller caller, Announced announced, ContentRules rules)
      throws RefusedException {
    Sender sender = sender(caller);
    if (!SHA_256.matcher(announced.id()).matches()) {
      throw new RefusedException(
          ErrorCode.INVALID, "The id of a content is its SHA-256 in lower-case hexadecimal.");
    }
    requireFits(announced, rules);
    Optional<Row> there = announced.resume() ? there(caller, announced, sender) : Optional.empty();
    if (there.isPresent()) {
      return completed(caller, there.get());
    }
    requireQuota(announced, sender);
    UUID id = ids.next();
    uploads.begin(id, announced, sender);
    return completed(caller, found(caller, id));
  }

  @Override
  public Upload find(Caller caller, UUID upload) throws RefusedException {
    caller.requireDevice();
    return completed(caller, found(caller, upload));
  }

  @Override
  public Upload append(Caller caller, UUID upload, long offset, byte[] bytes, int length)
      throws RefusedException {
    Sender sender = sender(caller);
    byte[] exact = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    @Nullable MessageDigest hash = hashes.take(upload, offset);
    if (!uploads.append(sender, upload, offset, exact)) {
      throw notAppended(found(caller, upload), offset, length);
    }
    long now = offset + length;
    if (hash != null) {
      hash.update(exact);
      hashes.keep(upload, now, hash);
    }
    return completed(caller, found(caller, upload));
  }

  @Override
  public void end(Caller caller, UUID upload) throws RefusedException {
    caller.requireDevice();
    if (!uploads.end(caller.name(), upload)) {
      throw notFound();
    }
  }

  /** An upload to go on with, also one of a content that the user may have already. */
  private Optional<Row> there(Caller caller, Announced announced, Sender sender) {
    Optional<Row> same = uploads.same(caller.name(), announced, sender.at());
    if (same.isPresent() && same.get().complete()) {
      contents.sent(announced.id(), caller.name(), sender.at());
      return same;
    }
    if (contents.find(announced.id()).filter(c -> c.bytes() == announced.bytes()).isEmpty()
        || !entitlement.mayHave(caller.user(), announced.id())) {
      return same;
    }
    contents.sent(announced.id(), caller.name(), sender.at());
    UUID id = ids.next();
    uploads.known(id, announced, sender);
    return uploads.find(caller.name(), id);
  }

  private Upload completed(Caller caller, Row row) throws RefusedException {
    if (row.waits()) {
      completion.complete(caller.name(), row);
    }
    return row.upload();
  }

  /** An upload of the caller that has not expired. */
  private Row found(Caller caller, UUID upload) throws RefusedException {
    Row row = uploads.find(caller.name(), upload).orElseThrow(UploadsBean::notFound);
    if (!row.upload().expiresAt().isAfter(clock.instant()) || row.complete() && !row.stored()) {
      throw new RefusedException(
          ErrorCode.UPLOAD_EXPIRED, "It expired at " + row.upload().expiresAt() + '.');
    }
    return row;
  }

  private static RefusedException notAppended(Row row, long offset, int length) {
    long stands = row.upload().offset();
    if (stands == offset && offset + length > row.upload().bytes()) {
      return new RefusedException(
          ErrorCode.TOO_LARGE, "It was said to have " + row.upload().bytes() + " bytes.");
    }
    return new RefusedException(
        ErrorCode.OFFSET_CONFLICT, "The upload stands at " + stands + ", not at " + offset + '.');
  }

  private void requireFits(Announced announced, ContentRules rules) throws RefusedException {
    long most = maxBytes();
    if (announced.bytes() > most || !rules.takesBytes(announced.bytes())) {
      long limit = rules.maxBytes() == null ? most : Math.min(most, rules.maxBytes());
      throw new RefusedException(
          ErrorCode.CONTENT_TOO_LARGE,
          "It has " + announced.bytes() + " bytes; at most " + limit + " are taken here.");
    }
    if (!rules.takesType(announced.type())) {
      throw new RefusedException(
          ErrorCode.CONTENT_TYPE_REFUSED,
          "It is " + announced.type() + "; taken are " + String.join(", ", rules.types()) + '.');
    }
  }

  private void requireQuota(Announced announced, Sender sender) throws RefusedException {
    long ofDevice = ContentsSettings.bytes(settings.get(ContentsSettings.DEVICE_QUOTA));
    if (ofDevice > 0
        && uploads.ofDevice(
                    sender.device(),
                    sender.at(),
                    sender.at().minus(settings.get(ContentsSettings.UPLOAD_AGE)))
                + announced.bytes()
            > ofDevice) {
      throw new RefusedException(
          ErrorCode.QUOTA_EXCEEDED,
          "This device may send " + ofDevice + " bytes of attachments in a while.");
    }
    long ofAll = ContentsSettings.bytes(settings.get(ContentsSettings.APPLICATION_QUOTA));
    String application = announced.place().application();
    if (ofAll > 0 && uploads.ofApplication(application) + announced.bytes() > ofAll) {
      throw new RefusedException(
          ErrorCode.QUOTA_EXCEEDED,
          "The attachments of " + application + " may have " + ofAll + " bytes together.");
    }
  }

  private Sender sender(Caller caller) throws RefusedException {
    Instant now = clock.instant();
    Instant until = now.plus(settings.get(ContentsSettings.UPLOAD_AGE));
    return new Sender(caller.name(), caller.requireDevice(), now, until);
  }

  private static RefusedException notFound() {
    return new RefusedException(ErrorCode.NOT_FOUND, "There is no such upload.");
  }
}
