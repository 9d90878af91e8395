package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  @DisplayName("a port on which somebody listens is taken, and another one is proposed")
  void taken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThat(Ports.isFree(port)).isFalse();
      assertThat(Ports.freePort(port)).isNotEqualTo(port).isPositive();
    }
  }

  @Test
  @DisplayName("a port on which somebody listens on every interface is taken")
  void takenEverywhere() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThat(Ports.isFree(other.getLocalPort())).isFalse();
    }
  }

  @Test
  @DisplayName("the preferred port is used if it is free")
  void preferred() {
    int free = Ports.freePort(0);

    assertThat(Ports.freePort(free)).isEqualTo(free);
  }
}
