package dev.holdfast.bench.light;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands on lines as they come. */
final class Lines implements Flow.Subscriber<String> {
  private final Consumer<String> line;

  Lines(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String text) {
    line.accept(text);
  }

  @Override
  public void onError(Throwable failure) {
    line.accept("error: " + failure);
  }

  @Override
  public void onComplete() {
    line.accept("end");
  }
}
