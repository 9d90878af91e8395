package dev.holdfast.it.peer.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of the protocol, with the names that they have on the wire. */
public final class Messages {
  private Messages() {}

  record DeviceInfo(@Nullable String id, String name, String platform, String version) {}

  record SignIn(String user, String password, DeviceInfo device) {}

  record Refresh(String refreshToken) {}

  /** Who is signed in, on which device, with which tokens. */
  public record Session(
      String user,
      List<String> roles,
      Map<String, List<String>> attributes,
      String device,
      String accessToken,
      String accessExpires,
      String refreshToken,
      String serverTime) {
    /** This session with another access token. */
    public Session withAccessToken(String token) {
      return new Session(
          user, roles, attributes, device, token, accessExpires, refreshToken, serverTime);
    }
  }

  /** Why the server refuses something. */
  public record Problem(
      String type,
      String title,
      int status,
      @Nullable String detail,
      String code,
      @Nullable Leave leave) {}

  /** What a device that was ended has to do. */
  public record Leave(
      boolean accepts, boolean wipe, @Nullable String token, String acknowledgement) {}

  record LeaveReport(String acknowledgement, boolean erased, @Nullable Integer unsent) {}

  record SyncRequest(
      int protocol,
      @Nullable String checkpoint,
      Map<String, String> buckets,
      @Nullable StagingState staging,
      int pending,
      List<String> segments,
      boolean fresh,
      Map<String, Compared> compare) {}

  record StagingState(
      String checkpoint, @Nullable String order, Map<String, StagedBucket> buckets) {}

  record StagedBucket(
      String definition,
      boolean full,
      @Nullable String position,
      boolean complete,
      @Nullable String checkpoint) {}

  record Compared(String definition, List<List<Long>> ranges) {}

  record SyncHeader(
      int protocol,
      String checkpoint,
      String kind,
      @Nullable String order,
      List<PackageRef> packages,
      Map<String, String> buckets,
      boolean resumed) {}

  record PackageRef(String application, String version, String digest) {}

  record SyncReport(
      String checkpoint,
      @Nullable String order,
      String kind,
      long rows,
      long bytes,
      int buckets,
      long millis,
      int pending,
      List<String> healed,
      @Nullable String error) {}

  /** What a user did, as it is sent, however often. */
  public record Action(
      String id,
      long sequence,
      String application,
      String packageVersion,
      String caseId,
      String type,
      String name,
      Map<String, Object> fields,
      Map<String, @Nullable Object> base,
      long baseVersion,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String baseMark,
      @Nullable String follows,
      String performedAt,
      long clockOffsetMillis) {}

  record ActionBatch(List<Action> actions) {}

  record ActionAnswer(List<Outcome> outcomes, List<String> retry, String serverTime) {}

  /** What became of an action. */
  public record Outcome(
      String action,
      String caseId,
      String outcome,
      @Nullable String reason,
      List<String> messages,
      @Nullable String issue,
      long version) {}
}
