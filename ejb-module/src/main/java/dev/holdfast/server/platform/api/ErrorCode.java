package dev.holdfast.server.platform.api;

import java.util.Locale;

/**
 * Every refusal that leaves the server: its HTTP status, what it means and what to do. The code is
 * {@link #code()}.
 */
public enum ErrorCode {
  BAD_CREDENTIALS(
      401, "User or password is wrong", "Sign in again with the right user and password."),
  TOKEN_EXPIRED(401, "The access token is not valid (any more)", "Refresh it, or sign in again."),
  REFRESH_REUSED(
      401,
      "The refresh token was used before",
      "Sign in again; the device's sessions have been ended."),
  DEVICE_REVOKED(
      401,
      "The device was revoked",
      "Send what leave accepts, and report that it was done; then ask an administrator."),
  DEVICE_WIPED(
      401,
      "An administrator has this device erased",
      "Send what leave accepts, erase the store, and report that it was done."),
  USER_DISABLED(401, "The user is disabled", "Ask an administrator."),
  NOT_ALLOWED(403, "Not allowed", "Ask an administrator for the role."),
  DEVICE_REQUIRED(403, "Only devices may do this", "Sign in with a device."),
  NOT_FOUND(404, "Not found", "Check the name or id."),
  SEGMENT_GONE(
      404,
      "The segment is not there (any more)",
      "Forget the bucket's segments that were not fetched, and sync again."),
  SNAPSHOT_FOREIGN(
      409,
      "The snapshot file was not made by this server, or was changed",
      "Have another one made, or sync without it."),
  SNAPSHOT_USELESS(
      409,
      "Nothing in the snapshot file is of use for this device now",
      "Have another one made, or sync without it."),
  RANGE_NOT_SATISFIABLE(
      416, "The range is not within what is there", "Fetch it from its beginning."),
  CONTENT_GONE(
      404,
      "There is no such content for you",
      "Sync, and fetch what the cases name then; who sent it sends it again."),
  CONTENT_DAMAGED(
      503,
      "What the server has of the content is damaged",
      "Nothing else is concerned. Administrators were told; try again when it was restored."),
  CONTENT_AWAY(
      503,
      "The store that has the content can't be reached now",
      "Nothing is lost, and nothing else is concerned. Try again after Retry-After."),
  UPLOADS_BUSY(
      503,
      "The server takes as many uploads as it can",
      "Nothing is lost. Go on after Retry-After."),
  NO_THUMBNAIL(404, "There is no thumbnail of this content", "Fetch the content itself."),
  UPLOAD_EXPIRED(410, "The upload has expired, or was ended", "Begin it anew."),
  OFFSET_CONFLICT(
      409,
      "The upload stands somewhere else",
      "Ask by HEAD where it stands, and go on from there."),
  CHECKSUM_MISMATCH(
      460,
      "The body is not what its checksum says; nothing of it was stored",
      "Send the same part again."),
  CONTENT_DIFFERS(
      409,
      "What came is not the content that was announced; the upload is gone",
      "Read the file again, and send it anew."),
  CONTENT_TYPE_LIES(
      415,
      "The content is not of the media type that it claims; the upload is gone",
      "Attach it with its own media type, or not at all."),
  CONTENT_TOO_LARGE(
      413, "The content is too large for its field", "Attach a smaller file, or none."),
  CONTENT_TYPE_REFUSED(
      415,
      "The field does not take contents of this media type",
      "Attach a file of a type that it takes, or none."),
  QUOTA_EXCEEDED(
      507,
      "There is no room left for contents of this device or application",
      "Ask an administrator; the action waits until then."),
  TUS_NOT_SPOKEN(
      412,
      "The version of tus is missing or not spoken",
      "Send Tus-Resumable with the version that Tus-Version names."),
  METHOD_NOT_ALLOWED(
      405, "The resource has no such method", "Use one of the methods that Allow names."),
  NOT_ACCEPTABLE(
      406, "No answer in a form that you accept", "Accept what the API's description names."),
  CONFLICT(
      409,
      "The request does not fit the present state",
      "Look at the present state and decide again."),
  ALREADY_EXISTS(409, "It exists already", "Choose another name, or change the existing one."),
  STALE(412, "Somebody changed it in the meantime", "Load it again, compare, and decide again."),
  TOO_LARGE(413, "The request is too large", "Send less at once."),
  MALFORMED(400, "The request can't be read", "Correct it; the detail says where."),
  UNSUPPORTED_TYPE(
      415, "The request's media type is not supported", "Send what the API's description names."),
  INVALID_PACKAGE(
      422, "The application package has errors", "Correct every finding; nothing was activated."),
  INVALID(422, "A value is not valid", "Correct it; the detail says which."),
  RECEIVER_NOT_ALLOWED(
      422,
      "Webhooks are not sent to this address",
      "Use https and a host that is not this server itself; for tests see the setting"
          + " holdfast.hooks.insecure-receivers."),
  PRECONDITION_REQUIRED(
      428, "The expected version is missing", "Send If-Match with the ETag that you have seen."),
  TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as Retry-After says."),
  UNSUPPORTED_PROTOCOL(400, "The protocol version is not supported", "Update the device."),
  INTERNAL(
      500,
      "Something failed on the server",
      "Nothing was changed. Tell the administrator the incident id."),
  UNAVAILABLE(503, "The server can't answer now", "Nothing is lost. Try again later.");

  private final int status;
  private final String title;
  private final String remedy;

  ErrorCode(int status, String title, String remedy) {
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  /** The stable code, for example {@code not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** What it means, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
