package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.PackageRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The application packages: which versions are in force, and their documents. */
public final class Logic {
  private final Calls calls;
  private final Map<PackageRef, String> documents = new HashMap<>();
  private Map<String, String> versions = Map.of();

  Logic(Calls calls) {
    this.calls = calls;
  }

  /** Fetches what lacks of these versions, which are those in force from now on. */
  void bring(List<PackageRef> packages) throws IOException {
    Map<String, String> present = new HashMap<>();
    for (PackageRef wanted : packages) {
      if (!documents.containsKey(wanted)) {
        documents.put(wanted, fetch(wanted));
      }
      present.put(wanted.application(), wanted.version());
    }
    versions = present;
  }

  private String fetch(PackageRef wanted) throws IOException {
    String path = "/packages/" + wanted.application() + "/" + wanted.version();
    try (Reply reply = calls.get(path)) {
      byte[] document = reply.content().readAllBytes();
      if (!Digest.hex(document).equals(wanted.digest())) {
        throw new IOException(path + " has not the digest that the header has");
      }
      return new String(document, StandardCharsets.UTF_8);
    }
  }

  /** The version of an application that is in force. */
  public String version(String application) {
    String version = versions.get(application);
    if (version == null) {
      throw new NoSuchElementException(application + " is not an application of this user");
    }
    return version;
  }

  /** The document of the version that is in force. */
  public String document(String application) {
    String version = version(application);
    return documents.entrySet().stream()
        .filter(is -> is.getKey().application().equals(application))
        .filter(is -> is.getKey().version().equals(version))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
