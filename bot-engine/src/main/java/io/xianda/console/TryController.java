package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Channel;
import io.xianda.conversation.Part;
import io.xianda.curating.Operator;
import io.xianda.dialogue.Outcome;
import io.xianda.dialogue.RiskBudget;
import io.xianda.dialogue.Stake;
import io.xianda.flow.Asks;
import io.xianda.intent.IntentCatalog;
import io.xianda.intent.ScoredIntent;
import io.xianda.intent.Understanding;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Evidence;
import io.xianda.knowledge.Hit;
import io.xianda.rehearsal.Attempt;
import io.xianda.rehearsal.TryMessage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What would the bot say? By one message, or by thousands. */
@RestController
@RequestMapping("/api/v1/kb")
@Tag(name = "rehearsal")
@SecurityRequirement(name = "staff")
class TryController {

  private static final int INTENTS = 5;

  private final TryMessage tryMessage;
  private final RunReplay replay;
  private final Replays replays;
  private final DraftedEntries working;
  private final IntentCatalog catalog;
  private final Clock clock;

  TryController(
      TryMessage tryMessage,
      RunReplay replay,
      Replays replays,
      DraftedEntries working,
      IntentCatalog catalog,
      Clock clock) {
    this.tryMessage = tryMessage;
    this.replay = replay;
    this.replays = replays;
    this.working = working;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * A message as it might come in.
   *
   * @param channel {@code web} unless said
   * @param last the entry that has just been answered
   * @param items whose working versions are put in place of what is told
   */
  record Message(
      @NotBlank @Size(max = 10_000) String message,
      @Nullable Channel channel,
      @Nullable @Size(max = 100) String city,
      @Nullable EntryId last,
      @Nullable @Size(max = 20) List<@NotNull EntryId> items)
      implements ConsoleBody {}

  record Items(@NotEmpty @Size(max = 20) List<@NotNull EntryId> items) implements ConsoleBody {}

  /**
   * What the bot would say, and why.
   *
   * @param policy which of its rules decided
   * @param decision name of its kind
   * @param entry that answers, or {@code null}
   * @param probability that it answers, or {@code null}
   * @param thresholds what had to be how likely
   * @param stake what was weighed before it was told or begun, or {@code null}
   * @param heldBack the same of the likeliest entry, where it was not told
   */
  record Tried(
      List<Part> parts,
      @Nullable Asks asks,
      String policy,
      String reason,
      String decision,
      @Nullable EntryId entry,
      @Nullable Double probability,
      List<Meant> intents,
      double inScope,
      List<Candidate> candidates,
      RiskBudget thresholds,
      @Nullable Stake stake,
      @Nullable Stake heldBack,
      long generation,
      String model) {}

  record Meant(String intent, String name, double probability) {}

  record Candidate(EntryId entry, String question, double probability, Evidence evidence) {}

  @PostMapping("/try")
  @Operation(
      summary =
          "What the bot would say to a message and why, over what is published or with drafts; stores nothing")
  Tried tryMessage(@Valid @RequestBody Message body) {
    var attempt =
        new Attempt(
            body.message(),
            Objects.requireNonNullElse(body.channel(), Channel.WEB),
            body.city(),
            body.last(),
            clock.instant());
    List<EntryId> items = body.items();
    return tried(
        items == null || items.isEmpty()
            ? tryMessage.published(attempt)
            : tryMessage.asIf(
                attempt,
                working.of(items).stream().map(DraftedEntries.Working::entry).toList(),
                List.of()));
  }

  @PostMapping("/replay")
  @Operation(
      summary =
          "What publishing the working versions would win and lose; its id is good for publishing for 24 hours")
  Replay replay(
      @RequestHeader("Idempotency-Key") UUID key,
      @Valid @RequestBody Items body,
      @AuthenticationPrincipal Jwt token) {
    return replay.run(key, new Operator(token.getSubject()), body.items());
  }

  @GetMapping("/replay/{replay}")
  @Operation(summary = "What a replay of the last 24 hours told")
  Replay replay(@PathVariable("replay") UUID id) {
    return replays.find(id).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_REPLAY));
  }

  private Tried tried(Outcome outcome) {
    Understanding understanding = outcome.understanding();
    Answered answered = Answered.of(outcome);
    return new Tried(
        outcome.reply().parts(),
        outcome.reply().asks(),
        outcome.trace().policy(),
        outcome.trace().reason(),
        outcome.trace().decision(),
        answered.entry(),
        answered.probability(),
        understanding == null
            ? List.of()
            : understanding.intents().ranked().stream().limit(INTENTS).map(this::meant).toList(),
        outcome.trace().inScope(),
        outcome.found().hits().stream().map(TryController::candidate).toList(),
        outcome.trace().risk(),
        outcome.trace().stake(),
        outcome.trace().heldBack(),
        outcome.trace().generation(),
        outcome.trace().model());
  }

  private Meant meant(ScoredIntent scored) {
    return new Meant(
        scored.intent().id(),
        catalog.knows(scored.intent()) ? catalog.of(scored.intent()).name() : scored.intent().id(),
        scored.probability());
  }

  private static Candidate candidate(Hit hit) {
    return new Candidate(
        hit.entry().id(), hit.entry().question(), hit.probability(), hit.evidence());
  }
}
