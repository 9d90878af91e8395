package dev.holdfast.device.api;

/** What an observer holds while it observes; closing it ends that. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}
