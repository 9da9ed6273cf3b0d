package io.xianda.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who else the shopper of a conversation was, for supervisors, and taking it back. */
@RestController
@RequestMapping("/api/v1/desk/conversations/{conversation}/shopper/merges")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class MergesController {

  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.xianda.person.problems", Locale.ROOT);

  private final Conversations conversations;
  private final Persons persons;

  MergesController(Conversations conversations, Persons persons) {
    this.conversations = conversations;
    this.persons = persons;
  }

  record Merges(String shopper, List<ShownMerge> merges) {}

  /**
   * That somebody turned out to be this shopper.
   *
   * @param evidence {@code union-id}, {@code merchant} or {@code signed-in}
   */
  record ShownMerge(
      long number, String guest, String evidence, Instant at, @Nullable Instant undoneAt) {}

  @GetMapping
  @Operation(summary = "Which guests turned out to be this shopper, the newest first")
  ResponseEntity<?> merges(@PathVariable("conversation") UUID conversation) {
    Optional<Conversation> found = conversations.find(new ConversationId(conversation));
    if (found.isEmpty()) {
      return problem(HttpStatus.NOT_FOUND, "no-conversation");
    }
    return ResponseEntity.ok(
        new Merges(
            found.get().shopper().value(),
            persons.mergesInto(found.get().shopper()).stream()
                .map(merge ->
                    new ShownMerge(
                        merge.number(),
                        merge.gone().value(),
                        merge.evidence().word(),
                        merge.at(),
                        merge.undoneAt()))
                .toList()));
  }

  @PostMapping("/{merge}/undo")
  @Operation(summary = "The two are two again, with what each had, and are not merged again")
  ResponseEntity<?> undo(
      @PathVariable("conversation") UUID conversation,
      @PathVariable("merge") long merge,
      JwtAuthenticationToken who) {
    Optional<Conversation> found = conversations.find(new ConversationId(conversation));
    if (found.isEmpty()) {
      return problem(HttpStatus.NOT_FOUND, "no-conversation");
    }
    return switch (persons.undo(found.get().shopper(), merge, who.getName())) {
      case UNDONE -> ResponseEntity.noContent().build();
      case UNKNOWN -> problem(HttpStatus.NOT_FOUND, "no-merge");
      case NOT_THE_LAST -> problem(HttpStatus.CONFLICT, "not-the-last-merge");
    };
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String word) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(status, WORDS.getString(word + ".detail"));
    detail.setType(URI.create("urn:xianda:problem:" + word));
    detail.setTitle(WORDS.getString(word + ".title"));
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .body(detail);
  }
}
