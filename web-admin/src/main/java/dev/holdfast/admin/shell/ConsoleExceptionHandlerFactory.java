package dev.holdfast.admin.shell;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Makes a {@link ConsoleExceptionHandler} for every request. */
public class ConsoleExceptionHandlerFactory extends ExceptionHandlerFactory {

  /**
   * Wraps Faces' own.
   *
   * @param wrapped Faces' own
   */
  public ConsoleExceptionHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new ConsoleExceptionHandler(getWrapped().getExceptionHandler());
  }
}
