package dev.holdfast.desktop.shell;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a publisher of the library says, one item after the other, until it is ended. The
 * library calls it on the screen's thread.
 *
 * @param <T> what is said
 */
final class Listening<T> implements Flow.Subscriber<T> {
  private final Consumer<? super T> listener;
  private Flow.@Nullable Subscription subscription;

  private Listening(Consumer<? super T> listener) {
    this.listener = listener;
  }

  /** Begins to listen. */
  static <T> Listening<T> to(Flow.Publisher<T> publisher, Consumer<? super T> listener) {
    Listening<T> listening = new Listening<>(listener);
    publisher.subscribe(listening);
    return listening;
  }

  /** Ends it. */
  void end() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(T item) {
    listener.accept(item);
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // A publisher of the library fails only when its listener has, which was logged there.
    subscription = null;
  }

  @Override
  public void onComplete() {
    subscription = null;
  }
}
