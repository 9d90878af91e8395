package dev.holdfast.desktop.shell;

/** What the window shows beside its side bar. */
public enum Page {
  /** Cases, and the one that is open. */
  CASES,
  /** What waits, was returned or answered. */
  QUEUE
}
