package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.curating.ActionKind;
import io.xianda.curating.AuditEntry;
import io.xianda.curating.AuditQuery;
import io.xianda.curating.AuditTrail;
import io.xianda.curating.ItemCursor;
import io.xianda.curating.ItemPage;
import io.xianda.curating.ItemQuery;
import io.xianda.curating.LifeState;
import io.xianda.curating.ListItems;
import io.xianda.curating.ListedItem;
import io.xianda.curating.Operator;
import io.xianda.knowledge.EntryId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds entries, and who did what to them. */
@RestController
@RequestMapping("/api/v1/kb")
@Tag(name = "items")
@SecurityRequirement(name = "staff")
class FindItemsController {

  private final ListItems list;
  private final AuditTrail audit;

  FindItemsController(ListItems list, AuditTrail audit) {
    this.list = list;
    this.audit = audit;
  }

  /**
   * Some items.
   *
   * @param next where the next page begins, or {@code null} when this is the last
   */
  record Page(List<ListedItem> items, @Nullable String next) {}

  record Counts(Map<String, Long> states) {}

  record AuditPage(List<AuditEntry> actions, @Nullable Long next) {}

  @GetMapping("/items")
  @Operation(summary = "The entries that match, the last changed first, or by their ids")
  Page list(
      @RequestParam(required = false) @Size(max = 5) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable String intent,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String city,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable Boolean expired,
      @RequestParam(defaultValue = "changed") String order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    ItemPage page =
        list.page(
            query(state, intent, tag, channel, city, owner, text, expired),
            place(order, cursor),
            limit);
    return new Page(page.items(), page.next().map(ItemCursor::text).orElse(null));
  }

  @GetMapping("/item-counts")
  @Operation(summary = "How many entries match in each state")
  Counts counts(
      @RequestParam(required = false) @Nullable String intent,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String city,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable Boolean expired) {
    Map<String, Long> counts = new LinkedHashMap<>();
    list.counts(query(null, intent, tag, channel, city, owner, text, expired))
        .forEach((state, count) -> counts.put(Words.of(state), count));
    return new Counts(counts);
  }

  @GetMapping("/audit")
  @Operation(summary = "Who did what to entries, the newest first")
  AuditPage audit(
      @RequestParam(required = false) @Nullable EntryId item,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(defaultValue = "9223372036854775807") @Min(1) long before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    AuditQuery query =
        Refusal.unlessValid(() ->
            new AuditQuery(
                item,
                actor == null ? null : new Operator(actor),
                action == null ? null : Words.read(ActionKind.class, action),
                from,
                until));
    List<AuditEntry> actions = audit.page(query, before, limit);
    return new AuditPage(actions, actions.size() < limit ? null : actions.getLast().seq());
  }

  private static ItemQuery query(
      @Nullable List<String> states,
      @Nullable String intent,
      @Nullable String tag,
      @Nullable String channel,
      @Nullable String city,
      @Nullable String owner,
      @Nullable String text,
      @Nullable Boolean expired) {
    Set<LifeState> wanted =
        states == null
            ? Set.of()
            : states.stream()
                .map(state -> Words.read(LifeState.class, state))
                .collect(Collectors.toUnmodifiableSet());
    return Refusal.unlessValid(() ->
        new ItemQuery(
            wanted,
            intent,
            tag,
            channel,
            city,
            owner,
            text == null ? null : text.toLowerCase(Locale.ROOT),
            expired));
  }

  private static ItemCursor place(String order, @Nullable String cursor) {
    if (cursor != null) {
      return Refusal.unlessValid(() -> ItemCursor.read(cursor));
    }
    return switch (order) {
      case "changed" -> ItemCursor.newest();
      case "id" -> ItemCursor.firstById();
      default -> throw Refusal.of(ConsoleProblem.INVALID);
    };
  }
}
