package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.console.ChangeItems.Changed;
import io.xianda.console.ChangeItems.ShownFinding;
import io.xianda.curating.Action;
import io.xianda.curating.ActionKind;
import io.xianda.curating.Change;
import io.xianda.curating.CompareVersions;
import io.xianda.curating.Curating;
import io.xianda.curating.DraftContent;
import io.xianda.curating.FindingCode;
import io.xianda.curating.Item;
import io.xianda.curating.Items;
import io.xianda.curating.Life;
import io.xianda.curating.Operator;
import io.xianda.curating.Version;
import io.xianda.curating.VersionHead;
import io.xianda.knowledge.EntryId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The life of an entry. Every change names the lock number that its operator saw, and carries an
 * {@code Idempotency-Key}: the same key again has no further effect and tells the same.
 */
@RestController
@RequestMapping("/api/v1/kb/items")
@Tag(name = "items")
@SecurityRequirement(name = "staff")
class ItemsController {

  private static final String KEY = "Idempotency-Key";

  private final Items items;
  private final Curating curating;
  private final ChangeItems changes;

  ItemsController(Items items, Curating curating, ChangeItems changes) {
    this.items = items;
    this.curating = curating;
    this.changes = changes;
  }

  record NewItem(@Nullable EntryId id, @NotNull Content content, @Nullable String note)
      implements ConsoleBody {}

  record Edit(@NotNull Long lock, @NotNull Content content, @Nullable String note)
      implements ConsoleBody {}

  record Step(@NotNull Long lock, @Nullable String note) implements ConsoleBody {}

  record Rejection(@NotNull Long lock, @NotNull String reason) implements ConsoleBody {}

  /**
   * Wants something published.
   *
   * @param acknowledged codes of warnings that the operator has seen
   * @param replay of exactly this version over the base as it is
   * @param reason why it is told although the replay lost something
   */
  record Publication(
      @NotNull Long lock,
      @Nullable @Size(max = 50) Set<FindingCode> acknowledged,
      @Nullable UUID replay,
      @Nullable String reason)
      implements ConsoleBody {}

  record Restoration(@NotNull Long lock, @NotNull @Min(1) Integer version) implements ConsoleBody {}

  record Check(@Nullable Content content) implements ConsoleBody {}

  /**
   * An item with its words.
   *
   * @param working what is written, reviewed, or told when nothing newer is
   * @param told what shoppers are told, or {@code null} when it is nothing else, or nothing
   * @param allowed what can be done now
   */
  record Seen(Item item, Version working, @Nullable Version told, List<ActionKind> allowed) {}

  record History(List<VersionHead> versions, @Nullable Integer next) {}

  record Diff(List<CompareVersions.Difference> differences) {}

  /**
   * What guards say.
   *
   * @param publishable whether nothing blocks
   */
  record Checked(boolean publishable, List<ShownFinding> findings) {}

  @PostMapping
  @Operation(summary = "Write a new entry; it is a draft until it is published")
  Changed create(
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody NewItem body,
      @AuthenticationPrincipal Jwt token) {
    EntryId id = body.id() == null ? Change.newItem(key) : body.id();
    DraftContent content = body.content().toDraft();
    return changes.draft(
        change(key, token, id, 0L, () -> new Action.Create(content, orEmpty(body.note()))));
  }

  @GetMapping("/{item}")
  @Operation(summary = "An entry with its working version and what shoppers are told")
  Seen read(@PathVariable EntryId item) {
    Item found = find(item);
    Integer published = found.publishedVersion();
    return new Seen(
        found,
        version(item, found.workingVersion()),
        published == null || !found.isTold() || published == found.workingVersion()
            ? null
            : version(item, published),
        Life.allowed(found.state(), found.publication()).stream().sorted().toList());
  }

  @PutMapping("/{item}")
  @Operation(summary = "Write another version; of a published entry, a draft beside what is told")
  Changed edit(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Edit body,
      @AuthenticationPrincipal Jwt token) {
    DraftContent content = body.content().toDraft();
    return changes.draft(
        change(
            key, token, item, body.lock(), () -> new Action.Edit(content, orEmpty(body.note()))));
  }

  @PostMapping("/{item}/submit")
  @Operation(summary = "Hand a draft in for review")
  Changed submit(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Step body,
      @AuthenticationPrincipal Jwt token) {
    return changes.draft(
        change(key, token, item, body.lock(), () -> new Action.Submit(orEmpty(body.note()))));
  }

  @PostMapping("/{item}/withdraw")
  @Operation(summary = "Take a version back from review, to write on")
  Changed withdraw(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Step body,
      @AuthenticationPrincipal Jwt token) {
    return changes.draft(change(key, token, item, body.lock(), Action.Withdraw::new));
  }

  @PostMapping("/{item}/reject")
  @Operation(summary = "Send a version back from review, with a reason")
  Changed reject(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Rejection body,
      @AuthenticationPrincipal Jwt token) {
    return changes.draft(
        change(key, token, item, body.lock(), () -> new Action.Reject(body.reason())));
  }

  @PostMapping("/{item}/approve")
  @Operation(summary = "Publish what was reviewed; needs a replay of exactly this version")
  Changed approve(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Publication body,
      @AuthenticationPrincipal Jwt token) {
    String reason = orEmpty(body.reason());
    return changes.publish(
        change(key, token, item, body.lock(), () -> new Action.Approve(seen(body), reason)),
        body.replay(),
        reason);
  }

  @PostMapping("/{item}/publish")
  @Operation(summary = "Publish a draft without review, where the settings allow it")
  Changed publish(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Publication body,
      @AuthenticationPrincipal Jwt token) {
    String reason = orEmpty(body.reason());
    return changes.publish(
        change(key, token, item, body.lock(), () -> new Action.PublishDirectly(seen(body), reason)),
        body.replay(),
        reason);
  }

  @PostMapping("/{item}/archive")
  @Operation(summary = "Withdraw an entry: shoppers are told it no more")
  Changed archive(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Step body,
      @AuthenticationPrincipal Jwt token) {
    return changes.withdraw(
        change(key, token, item, body.lock(), () -> new Action.Archive(orEmpty(body.note()))));
  }

  @PostMapping("/{item}/restore")
  @Operation(summary = "Make a draft that says what an old version said")
  Changed restore(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Restoration body,
      @AuthenticationPrincipal Jwt token) {
    return changes.draft(
        change(key, token, item, body.lock(), () -> new Action.Restore(body.version())));
  }

  @PostMapping("/{item}/discard")
  @Operation(summary = "Throw a draft away; what is told stays")
  Changed discard(
      @PathVariable EntryId item,
      @RequestHeader(KEY) UUID key,
      @Valid @RequestBody Step body,
      @AuthenticationPrincipal Jwt token) {
    return changes.draft(change(key, token, item, body.lock(), Action.Discard::new));
  }

  @PostMapping("/{item}/check")
  @Operation(summary = "What guards say to these words, or to the working version; changes nothing")
  Checked check(@PathVariable EntryId item, @Valid @RequestBody Check body) {
    Content content = body.content();
    DraftContent draft =
        content == null ? version(item, find(item).workingVersion()).content() : content.toDraft();
    var findings = curating.check(item, draft);
    return new Checked(
        findings.stream().noneMatch(finding -> finding.blocks()), changes.shown(findings));
  }

  @GetMapping("/{item}/history")
  @Operation(summary = "The versions of an entry, the newest first")
  History history(
      @PathVariable EntryId item,
      @RequestParam(defaultValue = "2147483647") @Min(1) int before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    find(item);
    List<VersionHead> versions = items.history(item, before, limit);
    return new History(versions, versions.size() < limit ? null : versions.getLast().number());
  }

  @GetMapping("/{item}/versions/{number}")
  @Operation(summary = "Any version that ever was")
  Version read(@PathVariable EntryId item, @PathVariable int number) {
    return version(item, number);
  }

  @GetMapping("/{item}/diff")
  @Operation(summary = "What differs between two versions, field by field")
  Diff diff(@PathVariable EntryId item, @RequestParam int from, @RequestParam int to) {
    return new Diff(
        CompareVersions.between(version(item, from).content(), version(item, to).content()));
  }

  private Item find(EntryId id) {
    return items.find(id).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_ITEM, id));
  }

  private Version version(EntryId id, int number) {
    return items
        .version(id, number)
        .orElseThrow(() -> Refusal.of(ConsoleProblem.NO_VERSION, id, number));
  }

  private static Change change(
      UUID key, Jwt token, EntryId item, Long lock, Supplier<Action> action) {
    return Refusal.unlessValid(
        () -> new Change(key, new Operator(token.getSubject()), item, lock, action.get()));
  }

  private static Set<FindingCode> seen(Publication body) {
    Set<FindingCode> seen = body.acknowledged();
    return seen == null
        ? Set.of()
        : seen.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
