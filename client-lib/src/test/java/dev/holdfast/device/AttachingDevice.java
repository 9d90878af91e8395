package dev.holdfast.device;

import dev.holdfast.device.api.ContentView;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** A device whose inspections have photos, films and plans, and one inspection that has begun. */
final class AttachingDevice implements AutoCloseable {
  private static final String FIELDS =
      """
            defects:   {type: integer, min: 0, on-conflict: max}
            photo:     {type: attachment, types: [image/*]}
            film:      {type: attachment}
            plan:      {type: attachment, fetch: eager}
            shots:
              type: records
              fields:
                what: {type: text}
                picture: {type: attachment}
      """;

  final Device device;
  final UUID inspection;

  AttachingDevice(long seed) {
    device = Device.alice(seed);
    device
        .peer()
        .deploy(
            Peer.demo()
                .replaceAll("(?m)^ *defects: .*\\R", FIELDS)
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace(
                    "[condition, findings, defects]",
                    "[condition, findings, defects, photo, film, plan, shots]"));
    device.peer().airport("AK", "ANC", "Anchorage");
    inspection = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(inspection, "arrive", Map.of());
    device.holdfast().sync();
  }

  Holdfast holdfast() {
    return device.holdfast();
  }

  /** Bytes that are like no others. */
  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  Attachment attach(byte[] bytes, String type) {
    return holdfast().attachments().attach(new ByteArrayInputStream(bytes), "site.jpg", type);
  }

  Attachment photo(byte[] bytes) {
    return attach(bytes, "image/jpeg");
  }

  /** Records a field of the inspection. */
  UUID record(String field, Object value) {
    return holdfast().perform(inspection, "record", Map.of(field, value)).action();
  }

  byte[] read(Attachment attachment) {
    try (InputStream content = holdfast().attachments().open(attachment)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a content stands. */
  ContentView.State state(Attachment attachment) {
    return holdfast().attachments().list().stream()
        .filter(view -> view.attachment().id().equals(attachment.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** How many files of contents there are. */
  long files() {
    try (Stream<Path> files = Files.list(device.store())) {
      return files.filter(file -> file.getFileName().toString().startsWith("content-")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, byte[]> onServer() {
    return device.peer().contents().complete();
  }

  @Override
  public void close() {
    device.close();
  }
}
