package io.xianda.exchange;

/** What became of an import. Only {@link Done} has changed anything. */
public sealed interface ImportOutcome {

  /** It is so; the report tells what was changed. */
  record Done(Report report) implements ImportOutcome {}

  /** The same request had its effect before. */
  record Repeated() implements ImportOutcome {}

  /** The request's id belongs to another import. */
  record RequestReused() implements ImportOutcome {}

  /** The file has problems. */
  record Refused(Report report) implements ImportOutcome {}

  /** Operators changed the same entries again and again meanwhile; try later. */
  record Busy() implements ImportOutcome {}
}
