package dev.holdfast.server.testing;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings CDI events to observers, one for each class of event, as a container does. */
public final class EventDesk {
  private final Map<Class<?>, Consumer<Object>> observers = new HashMap<>();

  /** Somebody observes events of a class. */
  public <T> EventDesk on(Class<T> type, Consumer<? super T> observer) {
    observers.put(type, event -> observer.accept(type.cast(event)));
    return this;
  }

  /** What beans fire by. */
  @SuppressWarnings("unchecked") // a proxy has no type arguments
  public Event<Object> events() {
    return (Event<Object>)
        proxy(
            Event.class,
            (method, argument) -> {
              Consumer<Object> observer = observers.get(argument.getClass());
              if (observer != null) {
                observer.accept(argument);
              }
              return null;
            });
  }

  /** What beans ask who observes. */
  public BeanManager container() {
    return (BeanManager)
        proxy(
            BeanManager.class,
            (method, argument) ->
                observers.containsKey(argument.getClass()) ? Set.of("somebody") : Set.of());
  }

  private interface Call {
    @Nullable Object answer(String method, Object argument);
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        EventDesk.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call.answer(method.getName(), arguments[0]));
  }
}
