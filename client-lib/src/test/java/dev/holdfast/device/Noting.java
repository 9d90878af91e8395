package dev.holdfast.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Notes what it is told, and asks for as much at its beginning as it was made with. */
class Noting<T> implements Flow.Subscriber<T> {
  private final long first;
  final List<T> told = new ArrayList<>();
  private Flow.@Nullable Subscription subscription;
  @Nullable Throwable error;
  int completions;

  Noting(long first) {
    this.first = first;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (first != 0) {
      given.request(first);
    }
  }

  void request(long items) {
    Objects.requireNonNull(subscription).request(items);
  }

  void cancel() {
    Objects.requireNonNull(subscription).cancel();
  }

  @Override
  public void onNext(T item) {
    told.add(item);
  }

  @Override
  public void onError(Throwable failure) {
    error = failure;
  }

  @Override
  public void onComplete() {
    completions++;
  }
}
