package dev.holdfast.device.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An administrator has ended the device. */
public final class PeerLeaving {
  private static final String ACTIONS = "/leaving/actions";
  private static final String CONTENTS = "/leaving/contents";
  private static final String TOKEN = "send-what-you-have";

  private final Faults faults;
  private final List<LeaveReport> reports = new ArrayList<>();
  private @Nullable Leave order;
  private int deathAt = Integer.MAX_VALUE;
  private boolean afterEffect;
  private int requests;
  private boolean forgetful;
  private Runnable whileTold = () -> {};

  PeerLeaving(Faults faults) {
    this.faults = faults;
  }

  /** Judges a batch. */
  @FunctionalInterface
  interface Judging {
    Transport.Answer judge() throws IOException;
  }

  /** Takes contents, by what follows the door's name. */
  @FunctionalInterface
  interface Taking {
    Transport.Answer take(String rest) throws IOException;
  }

  /** Ends the device. */
  public void order(boolean accepts, boolean wipe) {
    order = new Leave(accepts, wipe, accepts ? TOKEN : null, "i-have-left");
  }

  /** It was not ended, after all. */
  public void takeBack() {
    order = null;
  }

  /** What the device has told. */
  public List<LeaveReport> reports() {
    return reports;
  }

  /**
   * The device's process dies at one of its next requests.
   *
   * @param request 0 is the next one
   * @param after when the request took effect and its answer is on the way
   */
  public void dieAt(int request, boolean after) {
    deathAt = requests + request;
    afterEffect = after;
  }

  /** It does not know any more what it has ordered, and says so. */
  public void forget() {
    forgetful = true;
  }

  /** What happens elsewhere while it is told that the device has left. */
  public void whileTold(Runnable happening) {
    whileTold = happening;
  }

  /** It does not die any more. */
  public void live() {
    deathAt = Integer.MAX_VALUE;
  }

  boolean isOrdered() {
    return order != null;
  }

  Transport.Answer answer(String path, Transport.Request request, Judging judging, Taking contents)
      throws IOException {
    boolean dies = requests++ == deathAt;
    if (dies && !afterEffect) {
      throw new Death();
    }
    Transport.Answer answer = answered(path, request, judging, contents);
    if (dies) {
      throw new Death();
    }
    return answer;
  }

  private Transport.Answer answered(
      String path, Transport.Request request, Judging judging, Taking contents) throws IOException {
    Leave leave = Objects.requireNonNull(order);
    if (path.equals("/leaving")) {
      reports.add(
          WireJson.mapper().readValue(Objects.requireNonNull(request.body()), LeaveReport.class));
      whileTold.run();
      if (forgetful) {
        return new PeerAnswer(403, "{\"code\":\"not-allowed\",\"detail\":\"no\"}");
      }
      return faults.orLost(new PeerAnswer(204, ""));
    }
    if (leave.accepts() && ("Bearer " + TOKEN).equals(request.headers().get("Authorization"))) {
      if (path.equals(ACTIONS)) {
        return judging.judge();
      }
      if (path.startsWith(CONTENTS)) {
        return contents.take(path.substring(CONTENTS.length()));
      }
    }
    ObjectNode problem = WireJson.mapper().createObjectNode();
    problem.put("code", leave.wipe() ? "device-wiped" : "device-revoked").put("detail", "no");
    problem.set("leave", WireJson.mapper().valueToTree(leave));
    return PeerAnswer.json(401, problem);
  }
}
