package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.console.PinnedQuestions.Adding;
import io.xianda.console.PinnedQuestions.Pinned;
import io.xianda.curating.Items;
import io.xianda.curating.Operator;
import io.xianda.intent.Normaliser;
import io.xianda.knowledge.EntryId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages that every replay asks. */
@RestController
@RequestMapping("/api/v1/kb/pinned")
@Tag(name = "rehearsal")
@SecurityRequirement(name = "staff")
class PinnedController {

  private final PinnedQuestions pinned;
  private final Items items;

  PinnedController(PinnedQuestions pinned, Items items) {
    this.pinned = pinned;
    this.items = items;
  }

  record NewPinned(@NotBlank @Size(max = 500) String text, @NotNull EntryId entry)
      implements ConsoleBody {}

  record AllPinned(List<Pinned> pinned) {}

  @GetMapping
  @Operation(summary = "All pinned messages, the newest first; at most 1,000")
  AllPinned list() {
    return new AllPinned(pinned.all());
  }

  @PostMapping
  @Operation(summary = "Pin a message to the entry that must answer it")
  Pinned add(
      @RequestHeader("Idempotency-Key") UUID key,
      @Valid @RequestBody NewPinned body,
      @AuthenticationPrincipal Jwt token) {
    EntryId entry = body.entry();
    var _ = items.find(entry).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_ITEM, entry));
    // As messages are read: numbers of people and orders are not kept.
    String text = Normaliser.normalise(body.text()).text();
    if (text.isBlank()) {
      throw Refusal.of(ConsoleProblem.INVALID);
    }
    return switch (pinned.add(key, text, entry, new Operator(token.getSubject()))) {
      case Adding.Done(Pinned added) -> added;
      case Adding.Full() -> throw Refusal.of(ConsoleProblem.PINNED_FULL, PinnedQuestions.MOST);
    };
  }

  @DeleteMapping("/{pinned}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Pin a message no more")
  void remove(@PathVariable("pinned") UUID id) {
    if (!pinned.remove(id)) {
      throw Refusal.of(ConsoleProblem.NO_PINNED);
    }
  }
}
