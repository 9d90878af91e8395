package dev.holdfast.it.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of SMTP as a mail needs to be taken; keeps what came. */
public final class MailServer {
  /** What is in an address to which there is nobody. */
  public static final String UNKNOWN = "nobody";

  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

  private MailServer() {}

  /** What came: recipients and the mail, in lines. */
  public static List<String> received() {
    return List.copyOf(RECEIVED);
  }

  /** Starts it; ends with the virtual machine. Returns its port. */
  static int start() throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server), "mail-server");
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (SocketException e) {
        // The client went away: the next one comes.
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
    StringBuilder mail = new StringBuilder();
    say(out, "220 tests");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String word = line.toUpperCase(Locale.ROOT);
      if (word.startsWith("DATA")) {
        say(out, "354 go on");
        for (String part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
          mail.append(part).append('\n');
        }
        RECEIVED.add(mail.toString());
        say(out, "250 taken");
      } else if (word.startsWith("QUIT")) {
        say(out, "221 bye");
        return;
      } else if (word.startsWith("RCPT") && line.contains(UNKNOWN)) {
        say(out, "550 no such user");
      } else {
        if (word.startsWith("RCPT")) {
          mail.append(line).append('\n');
        }
        say(out, "250 ok");
      }
    }
  }

  private static void say(PrintWriter out, String line) {
    out.print(line + "\r\n");
    out.flush();
  }
}
