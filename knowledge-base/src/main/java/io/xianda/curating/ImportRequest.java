package io.xianda.curating;

import java.util.UUID;

/**
 * A request to store many items at once.
 *
 * @param id told by the client; the same request has its effect once
 * @param by who wants it
 * @param note of every version and in the audit; at most 500 characters
 * @param digest tells whether a repeated request is the same one
 */
public record ImportRequest(UUID id, Operator by, String note, String digest) {

  public ImportRequest {
    Bounds.text("note", note, Bounds.NOTE);
    Bounds.text("digest", digest, 100);
  }

  /** What became of the request before. */
  public enum Before {
    /** Nothing. */
    UNKNOWN,
    /** It has had its effect. */
    DONE,
    /** Its id belongs to another request. */
    REUSED
  }
}
