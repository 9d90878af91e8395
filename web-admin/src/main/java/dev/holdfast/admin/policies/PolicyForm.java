package dev.holdfast.admin.policies;

import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyTime;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a policy while a person edits them, as texts; what is empty says nothing. */
public class PolicyForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String receive;
  private @Nullable String receiveInterval;
  private @Nullable String receivePause;
  private @Nullable String send;
  private @Nullable String sendPause;
  private @Nullable String batch;
  private @Nullable String wipeAfter;
  private @Nullable String lockAfter;
  private @Nullable String metered;

  static PolicyForm of(PolicyValues values) {
    var form = new PolicyForm();
    form.receive = PolicyField.RECEIVE.text(values);
    form.receiveInterval = PolicyField.RECEIVE_INTERVAL.text(values);
    form.receivePause = PolicyField.RECEIVE_PAUSE.text(values);
    form.send = PolicyField.SEND.text(values);
    form.sendPause = PolicyField.SEND_PAUSE.text(values);
    form.batch = PolicyField.BATCH.text(values);
    form.wipeAfter = PolicyField.WIPE_AFTER_WRONG_PASSPHRASES.text(values);
    form.lockAfter = PolicyField.LOCK_AFTER_OFFLINE.text(values);
    form.metered = PolicyField.METERED.text(values);
    return form;
  }

  /**
   * The values for the facade.
   *
   * @throws RefusedException {@code INVALID} if a text can't be read
   */
  PolicyValues values() throws RefusedException {
    try {
      return new PolicyValues(
          read(receive, text -> ReceiveMode.valueOf(text.toUpperCase(Locale.ROOT))),
          read(receiveInterval, PolicyTime::seconds),
          read(receivePause, PolicyTime::seconds),
          read(send, text -> SendMode.valueOf(text.toUpperCase(Locale.ROOT))),
          read(sendPause, PolicyTime::seconds),
          read(batch, PolicyForm::number),
          read(wipeAfter, PolicyForm::number),
          read(lockAfter, PolicyTime::seconds),
          read(metered, text -> MeteredMode.valueOf(text.toUpperCase(Locale.ROOT))));
    } catch (IllegalArgumentException e) {
      RefusedException refused =
          new RefusedException(ErrorCode.INVALID, String.valueOf(e.getMessage()));
      refused.initCause(e);
      throw refused;
    }
  }

  private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
    return text == null || text.isBlank() ? null : reader.apply(text.strip());
  }

  private static Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is no number.".formatted(text), e);
    }
  }

  /** When to receive. */
  public @Nullable String getReceive() {
    return receive;
  }

  /** When to receive. */
  public void setReceive(@Nullable String receive) {
    this.receive = receive;
  }

  /** Time between receives. */
  public @Nullable String getReceiveInterval() {
    return receiveInterval;
  }

  /** Time between receives. */
  public void setReceiveInterval(@Nullable String receiveInterval) {
    this.receiveInterval = receiveInterval;
  }

  /** Least time between receives. */
  public @Nullable String getReceivePause() {
    return receivePause;
  }

  /** Least time between receives. */
  public void setReceivePause(@Nullable String receivePause) {
    this.receivePause = receivePause;
  }

  /** When to send. */
  public @Nullable String getSend() {
    return send;
  }

  /** When to send. */
  public void setSend(@Nullable String send) {
    this.send = send;
  }

  /** Least time between sends. */
  public @Nullable String getSendPause() {
    return sendPause;
  }

  /** Least time between sends. */
  public void setSendPause(@Nullable String sendPause) {
    this.sendPause = sendPause;
  }

  /** Most actions in one request. */
  public @Nullable String getBatch() {
    return batch;
  }

  /** Most actions in one request. */
  public void setBatch(@Nullable String batch) {
    this.batch = batch;
  }

  /** Wrong passphrases after which a store is erased. */
  public @Nullable String getWipeAfter() {
    return wipeAfter;
  }

  /** Wrong passphrases after which a store is erased. */
  public void setWipeAfter(@Nullable String wipeAfter) {
    this.wipeAfter = wipeAfter;
  }

  /** Time without contact after which a device locks. */
  public @Nullable String getLockAfter() {
    return lockAfter;
  }

  /** Time without contact after which a device locks. */
  public void setLockAfter(@Nullable String lockAfter) {
    this.lockAfter = lockAfter;
  }

  /** What to do by a metered connection. */
  public @Nullable String getMetered() {
    return metered;
  }

  /** What to do by a metered connection. */
  public void setMetered(@Nullable String metered) {
    this.metered = metered;
  }
}
