package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.soak.pocket.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What administrators do, by the command. For one thread. */
final class Office {
  static final String PASSWORD = "a password for soaks only";

  private final BenchServer server;
  private final Random random;
  private final Ledger ledger;

  /** By user, as they are in force. */
  private final Map<String, List<String>> regions = new TreeMap<>();

  Office(BenchServer server, Random random, Ledger ledger)
      throws IOException, InterruptedException {
    this.server = server;
    this.random = random;
    this.ledger = ledger;
    for (String version : Field.VERSIONS) {
      Path logic = server.file("soak-" + version + ".yaml", Field.source(version));
      server.admin("package", "deploy", logic.toString());
    }
    Path password = server.file("soak.password", PASSWORD);
    for (String user : Field.users()) {
      List<String> first = Field.regions(random);
      server.admin(
          "user",
          "add",
          user,
          "--password-file",
          password.toString(),
          "--roles",
          "soaked",
          "--set",
          attribute(first));
      regions.put(user, first);
    }
  }

  /** By user the regions that it may see. */
  Map<String, List<String>> regions() {
    return regions;
  }

  /** Does something. */
  void act() throws IOException, InterruptedException {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> move();
      case 4, 5 -> activate();
      case 6 -> order("--user", Field.user(random));
      case 7 -> order("--all");
      case 8 -> order("--application", Field.NAME);
      default -> verify();
    }
  }

  private void move() throws IOException, InterruptedException {
    String user = Field.user(random);
    List<String> next = Field.regions(random);
    server.admin("user", "set", user, "--set", attribute(next));
    regions.put(user, next);
    ledger.one("scopes changed");
  }

  private void activate() throws IOException, InterruptedException {
    String version = Field.VERSIONS.get(random.nextInt(Field.VERSIONS.size()));
    server.admin("package", "activate", Field.NAME, version);
    ledger.one("versions put into force, forward and back");
  }

  private void order(String... target) throws IOException, InterruptedException {
    List<String> words = new java.util.ArrayList<>(List.of("resync", "--reason", "a soak"));
    words.addAll(List.of(target));
    server.admin(words.toArray(String[]::new));
    ledger.one("resync orders");
  }

  private void verify() throws IOException, InterruptedException {
    server.admin("table", "verify", Field.NAME + "/asset");
    ledger.one("tables verified");
  }

  private static String attribute(List<String> regions) {
    return "regions=" + String.join(",", regions);
  }
}
