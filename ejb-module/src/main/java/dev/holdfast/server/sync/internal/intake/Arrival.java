package dev.holdfast.server.sync.internal.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.ActionReader;
import dev.holdfast.kernel.casework.ActionReader.Readable;
import dev.holdfast.kernel.casework.ActionReader.Unreadable;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentWaits.Wait;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action of a batch as it arrived.
 *
 * @param id the id that the device knows it by
 * @param submitted the action as far as it could be understood, under the id that it is kept by
 * @param payload JSON text as it came
 * @param digest SHA-256 of what it says, without what may differ from one sending to the next
 */
record Arrival(UUID id, Submitted submitted, String payload, String digest) {
  private static final List<String> CONTENT =
      List.of("application", "caseId", "type", "name", "fields");
  private static final ObjectWriter SORTED =
      WireJson.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Takes an action from a device. */
  static Arrival of(UUID device, JsonNode json) {
    String digest = digest(json);
    ActionReader.Reading reading = ActionReader.read(json);
    if (reading instanceof Readable readable) {
      Submitted submitted = new Submitted.ToJudge(readable.action());
      return new Arrival(submitted.id(), submitted, json.toString(), digest);
    }
    Unreadable unreadable = (Unreadable) reading;
    UUID id = unreadable.id() == null ? derived(device, digest) : unreadable.id();
    Submitted raw =
        new Submitted.ToPark(
            id,
            unreadable.caseId(),
            null,
            ParkReason.UNREADABLE,
            "The server can't read it: " + unreadable.reason() + ".");
    return new Arrival(id, raw, json.toString(), digest);
  }

  /** The same action, to be parked under an id of its own: another one had the id before. */
  Arrival displaced(UUID device) {
    return parked(
        derived(device, id + digest),
        ParkReason.UNREADABLE,
        "Another action was submitted under the id " + id + " before.");
  }

  /** The action that it follows, null if none or unreadable. */
  @Nullable UUID follows() {
    ActionSubmission action = submitted.action();
    return action == null ? null : action.follows();
  }

  /** The devices that it names besides the one that sends it. */
  Set<UUID> devices() {
    ActionSubmission action = submitted.action();
    if (action == null || action.origin() == null) {
      return Set.of();
    }
    Set<UUID> devices = new HashSet<>(Set.of(action.origin().chain()));
    if (action.origin().device() != null) {
      devices.add(action.origin().device());
    }
    return devices;
  }

  /** The same action, to be parked because it names a device that is not its user's. */
  Arrival stranger() {
    return parked(
        submitted.id(), ParkReason.UNREADABLE, "It names a device that is not one of its user's.");
  }

  /** What it says of contents; empty if it can't be judged anyhow, or names none. */
  Optional<Bringing> bringing() {
    ActionSubmission action = submitted.action();
    if (!(submitted instanceof Submitted.ToJudge) || action == null) {
      return Optional.empty();
    }
    List<Attachment> named =
        Contents.named(action.fields()).stream().map(Contents.Named::attachment).toList();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(new Bringing(action.caseId(), named, Contents.ids(action.base())));
  }

  /** That it waits for contents that it names; empty if it names none of them. */
  Optional<Wait> waitingFor(Set<String> lacking) {
    ActionSubmission action = submitted.action();
    if (action == null) {
      return Optional.empty();
    }
    return bringing()
        .map(of -> of.fields().stream().filter(each -> lacking.contains(each.id())).toList())
        .filter(named -> !named.isEmpty())
        .map(
            named ->
                new Wait(
                    id,
                    action.application(),
                    action.caseId(),
                    action.type(),
                    action.name(),
                    named));
  }

  /** The same action, to be parked because of what it names. */
  Arrival refused(List<String> words) {
    return parked(submitted.id(), ParkReason.NOT_ALLOWED, String.join(" ", words));
  }

  /** The same action, to be parked because contents lack that nobody can send any more. */
  Arrival withoutContents() {
    return parked(
        submitted.id(),
        ParkReason.NOT_AVAILABLE,
        "The device was ended before the contents of its attachments were sent. Apply it without"
            + " them, or return it.");
  }

  /** The same action, to be parked because the server failed on it. */
  Arrival failed(UUID incident) {
    return parked(
        submitted.id(),
        ParkReason.FAILED,
        "The server failed on it; its log has the incident " + incident + ".");
  }

  /** The same action as raw text, if even its content makes the server fail. */
  Arrival raw(UUID incident) {
    Arrival failed = failed(incident);
    Submitted bare =
        new Submitted.ToPark(
            submitted.id(),
            submitted.caseId(),
            null,
            ParkReason.FAILED,
            ((Submitted.ToPark) failed.submitted()).message());
    return new Arrival(id, bare, payload, digest);
  }

  private Arrival parked(UUID under, ParkReason reason, String message) {
    return new Arrival(
        id,
        new Submitted.ToPark(under, submitted.caseId(), submitted.action(), reason, message),
        payload,
        digest);
  }

  private static String digest(JsonNode json) {
    JsonNode content = json instanceof ObjectNode object ? object.deepCopy().retain(CONTENT) : json;
    try {
      return Sha256.hex(
          SORTED.writeValueAsString(WireJson.mapper().treeToValue(content, Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read can be written", e);
    }
  }

  private static UUID derived(UUID device, String text) {
    return UUID.nameUUIDFromBytes((device + ":" + text).getBytes(StandardCharsets.UTF_8));
  }
}
