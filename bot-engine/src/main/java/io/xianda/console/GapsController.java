package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.console.AcceptGap.Accepting;
import io.xianda.curating.Action;
import io.xianda.curating.Change;
import io.xianda.curating.DraftContent;
import io.xianda.curating.Item;
import io.xianda.curating.Items;
import io.xianda.curating.Operator;
import io.xianda.gaps.Acceptance;
import io.xianda.gaps.Actor;
import io.xianda.gaps.Gap;
import io.xianda.gaps.GapAction;
import io.xianda.gaps.GapFilter;
import io.xianda.gaps.GapId;
import io.xianda.gaps.GapPage;
import io.xianda.gaps.GapState;
import io.xianda.gaps.Gaps;
import io.xianda.gaps.MissedQuestion;
import io.xianda.knowledge.EntryId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What shoppers ask and the base does not answer. A decision names the lock number it saw. */
@RestController
@RequestMapping("/api/v1/kb/gaps")
@Tag(name = "gaps")
@SecurityRequirement(name = "staff")
class GapsController {

  private final Gaps gaps;
  private final AcceptGap acceptGap;
  private final ChangeItems changes;
  private final Items items;

  GapsController(Gaps gaps, AcceptGap acceptGap, ChangeItems changes, Items items) {
    this.gaps = gaps;
    this.acceptGap = acceptGap;
    this.changes = changes;
    this.items = items;
  }

  record Page(List<Gap> gaps, @Nullable String next) {}

  record Actions(List<GapAction> actions, @Nullable Long next) {}

  /**
   * Closes a gap.
   *
   * @param addTo the entry that is given the question; without it a new entry is drafted
   * @param itemLock of that entry
   * @param question to be added, or asked by the new entry; the gap's name unless said
   * @param content of the new entry; its question is the one above unless it has one
   */
  record AcceptanceBody(
      @NotNull Long lock,
      @Nullable EntryId addTo,
      @Nullable Long itemLock,
      @Nullable @Size(max = 200) String question,
      @Nullable Content content)
      implements ConsoleBody {}

  /**
   * A gap that was closed, and the draft that closes it once it is published.
   *
   * @param item with the draft
   */
  record Accepted(Gap gap, Item item) {}

  record Merge(@NotNull Long lock, @NotNull UUID into, @NotNull Long intoLock)
      implements ConsoleBody {}

  record Dismissal(@NotNull Long lock, @NotNull @Size(max = 500) String reason)
      implements ConsoleBody {}

  record Reopening(@NotNull Long lock) implements ConsoleBody {}

  @GetMapping
  @Operation(summary = "The gaps with the greatest expected gain")
  Page list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(required = false) @Nullable String why,
      @RequestParam(required = false) @Nullable String intent,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    String asked = StorableText.parameter(intent);
    GapFilter filter =
        Refusal.unlessValid(() ->
            new GapFilter(
                Words.read(GapState.class, state),
                Optional.ofNullable(why).map(word -> Words.read(MissedQuestion.Why.class, word)),
                Optional.ofNullable(asked)));
    GapPage page = gaps.list(filter, Optional.ofNullable(cursor).map(GapsController::place), limit);
    return new Page(
        page.gaps(), page.next().map(next -> next.gain() + "~" + next.id()).orElse(null));
  }

  @GetMapping("/actions")
  @Operation(summary = "What was decided about gaps, the oldest first")
  Actions actions(
      @RequestParam(required = false) @Nullable UUID gap,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    List<GapAction> actions = gaps.actions(Optional.ofNullable(gap).map(GapId::new), after, limit);
    return new Actions(actions, actions.size() < limit ? null : actions.getLast().seq());
  }

  @GetMapping("/{gap}")
  @Operation(summary = "One gap with examples")
  Gap read(@PathVariable UUID gap) {
    return find(new GapId(gap));
  }

  @PostMapping("/{gap}/accept")
  @Operation(
      summary =
          "Close a gap: drafts an entry with its question, or a version of one that has it as a similar question")
  Accepted accept(
      @PathVariable UUID gap,
      @RequestHeader("Idempotency-Key") UUID key,
      @Valid @RequestBody AcceptanceBody body,
      @AuthenticationPrincipal Jwt token) {
    Gap found = find(new GapId(gap));
    String question =
        body.question() == null || body.question().isBlank() ? found.name() : body.question();
    EntryId addTo = body.addTo();
    Acceptance as =
        addTo == null
            ? new Acceptance.NewEntry(Change.newItem(key))
            : new Acceptance.AddedTo(addTo);
    Action action =
        Refusal.unlessValid(() ->
            addTo == null
                ? new Action.Create(newEntry(body.content(), question), question)
                : new Action.Edit(withSimilar(addTo, question), question));
    long itemLock = addTo == null ? 0 : Objects.requireNonNullElse(body.itemLock(), -1L);
    Change change =
        Refusal.unlessValid(
            () -> new Change(key, new Operator(token.getSubject()), as.entry(), itemLock, action));
    return switch (acceptGap.accept(found.id(), body.lock(), change, as)) {
      case Accepting.Done(Item item) -> new Accepted(find(found.id()), item);
      case Accepting.NotWritten(var outcome) -> new Accepted(found, changes.done(outcome).item());
    };
  }

  @PostMapping("/{gap}/merge")
  @Operation(summary = "Move all messages of an open gap into another")
  Gap merge(
      @PathVariable UUID gap, @Valid @RequestBody Merge body, @AuthenticationPrincipal Jwt token) {
    if (gap.equals(body.into())) {
      throw Refusal.of(ConsoleProblem.INVALID);
    }
    return DecideGap.done(
        gaps.merge(
            new GapId(gap), body.lock(), new GapId(body.into()), body.intoLock(), by(token)));
  }

  @PostMapping("/{gap}/dismiss")
  @Operation(summary = "Take an open gap off the list: it is none of ours")
  Gap dismiss(
      @PathVariable UUID gap,
      @Valid @RequestBody Dismissal body,
      @AuthenticationPrincipal Jwt token) {
    return DecideGap.done(gaps.dismiss(new GapId(gap), body.lock(), body.reason(), by(token)));
  }

  @PostMapping("/{gap}/reopen")
  @Operation(summary = "Open an accepted or dismissed gap again")
  Gap reopen(
      @PathVariable UUID gap,
      @Valid @RequestBody Reopening body,
      @AuthenticationPrincipal Jwt token) {
    return DecideGap.done(gaps.reopen(new GapId(gap), body.lock(), by(token)));
  }

  private Gap find(GapId id) {
    return gaps.find(id).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_GAP));
  }

  private static DraftContent newEntry(@Nullable Content content, String question) {
    DraftContent draft = content == null ? DraftContent.of("", "") : content.toDraft();
    return draft.question().isBlank() ? withQuestion(draft, question) : draft;
  }

  private static DraftContent withQuestion(DraftContent c, String question) {
    return new DraftContent(
        question,
        c.similar(),
        c.answer(),
        c.page(),
        c.image(),
        c.choices(),
        c.intent(),
        c.tags(),
        c.channels(),
        c.cities(),
        c.from(),
        c.until(),
        c.owner());
  }

  /** What the entry says now, asked in one more way. */
  private DraftContent withSimilar(EntryId id, String question) {
    Item item = items.find(id).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_ITEM, id));
    DraftContent c = items.version(id, item.workingVersion()).orElseThrow().content();
    List<String> similar = new ArrayList<>(c.similar());
    if (!similar.contains(question)) {
      similar.add(question);
    }
    return new DraftContent(
        c.question(),
        similar,
        c.answer(),
        c.page(),
        c.image(),
        c.choices(),
        c.intent(),
        c.tags(),
        c.channels(),
        c.cities(),
        c.from(),
        c.until(),
        c.owner());
  }

  private static GapPage.Cursor place(String text) {
    String[] parts = text.split("~", 2);
    if (parts.length < 2) {
      throw Refusal.of(ConsoleProblem.INVALID);
    }
    return Refusal.unlessValid(() ->
        new GapPage.Cursor(Double.parseDouble(parts[0]), new GapId(UUID.fromString(parts[1]))));
  }

  private static Actor by(Jwt token) {
    return new Actor(token.getSubject());
  }
}
