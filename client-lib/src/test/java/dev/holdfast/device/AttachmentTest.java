package dev.holdfast.device;

import dev.holdfast.device.peer.PeerContents;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A device with an inspection, and bytes to attach to it. */
abstract class AttachmentTest {
  final AttachingDevice attaching = new AttachingDevice(7);
  final Device device = attaching.device;
  final UUID inspection = attaching.inspection;
  final byte[] small = AttachingDevice.bytes(40_000, 1);
  final byte[] large = AttachingDevice.bytes(1_500_000, 2);

  @AfterEach
  void close() {
    attaching.close();
  }

  PeerContents server() {
    return device.peer().contents();
  }

  Holdfast holdfast() {
    return device.holdfast();
  }
}
