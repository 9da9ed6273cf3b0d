package io.xianda.flow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What a task has learned so far, apart from the order; stored as JSON with the conversation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Draft.Words.class, name = "words"),
  @JsonSubTypes.Type(value = Draft.NewAddress.class, name = "address"),
  @JsonSubTypes.Type(value = Draft.NewTime.class, name = "time"),
  @JsonSubTypes.Type(value = Draft.ToWithdraw.class, name = "withdraw"),
  @JsonSubTypes.Type(value = ClaimDraft.class, name = "claim")
})
public sealed interface Draft
    permits Draft.Words, Draft.NewAddress, Draft.NewTime, Draft.ToWithdraw, ClaimDraft {

  /** Nothing yet. */
  Draft EMPTY = new Words("");

  /** What the task began with, or the words that it is about, such as a note for the rider. */
  record Words(String text) implements Draft {}

  /** Where the order shall go, or whom to call. */
  record NewAddress(String to) implements Draft {}

  /** When it shall come. */
  record NewTime(Instant from, Instant until) implements Draft {}

  /** Which application is taken back. */
  record ToWithdraw(String refund) implements Draft {}
}
