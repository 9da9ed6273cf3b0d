package io.xianda.exchange;

import io.xianda.curating.ActionKind;
import io.xianda.curating.DraftContent;
import io.xianda.curating.Finding;
import io.xianda.curating.FindingCode;
import io.xianda.curating.FindingTexts;
import io.xianda.curating.Guards;
import io.xianda.curating.Incoming;
import io.xianda.curating.Item;
import io.xianda.curating.Life;
import io.xianda.curating.LifeState;
import io.xianda.curating.NearQuestions;
import io.xianda.curating.StoredQuestions;
import io.xianda.curating.ToldQuestions.Told;
import io.xianda.curating.WorkingVersion;
import io.xianda.curating.WorkingVersions;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.EntryId;
import io.xianda.knowledge.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what importing a file would change, and all that is wrong with it: what the guards of
 * curating find in each row, and questions that two rows, or a row and the base, answer
 * differently. Changes nothing. Thread-safe.
 *
 * <p>What guards find in a row that stays a draft is a hint only; what they find in one that is to
 * be told stands in the way as it does in curating. Near duplicates are looked for in files of at
 * most 2,000 rows.
 */
public final class DryRun {

  private static final int BATCH = 1000;
  private static final int MOST_WITH_NEAR = 2000;
  private static final NearQuestions NONE = (question, except, limit) -> List.of();

  private final Entries entries;
  private final WorkingVersions versions;
  private final StoredQuestions stored;
  private final ShopRules shop;
  private final ExchangeTexts texts = new ExchangeTexts();
  private final FindingTexts findingTexts = new FindingTexts();

  /** Compares files with this base. */
  public DryRun(Entries entries, WorkingVersions versions, StoredQuestions stored, ShopRules shop) {
    this.entries = entries;
    this.versions = versions;
    this.stored = stored;
    this.shop = shop;
  }

  /**
   * Compares.
   *
   * @param publish whether rows that name no state are to be told
   */
  public Report run(Rows rows, boolean publish) {
    return plan(rows, publish).report();
  }

  Plan plan(Rows file, boolean publish) {
    // First: whatever is told later than this makes the plan stale.
    Generation checked = entries.generation();
    Problems problems = file.problems();
    List<Row> rows = eachOnce(file.all(), problems);
    var toCome = new QuestionsToCome();
    Guards guards = shop.guards(toCome, rows.size() <= MOST_WITH_NEAR ? shop.near() : NONE);
    List<Wish> wishes = new ArrayList<>();
    inBatches(
        rows,
        batch -> {
          Map<EntryId, WorkingVersion> current = current(batch);
          for (Row row : batch) {
            @Nullable WorkingVersion before = current.get(row.id());
            wish(row, before, publish, guards, problems).ifPresent(wishes::add);
          }
        });
    fill(toCome, wishes);
    List<Incoming> incoming = wishes.stream().map(wish -> checked(wish, guards, problems)).toList();
    return new Plan(report(file, rows.size(), incoming, problems), incoming, checked);
  }

  private static List<Row> eachOnce(List<Row> rows, Problems problems) {
    Map<EntryId, Row> first = new HashMap<>();
    List<Row> once = new ArrayList<>(rows.size());
    for (Row row : rows) {
      @Nullable Row same = first.putIfAbsent(row.id(), row);
      if (same == null) {
        once.add(row);
      } else {
        problems.blocks(row.number(), Column.ID, "problem.id-twice", same.number(), row.id());
      }
    }
    return once;
  }

  private Map<EntryId, WorkingVersion> current(List<Row> batch) {
    return versions.of(batch.stream().map(Row::id).toList()).stream()
        .collect(Collectors.toMap(version -> version.item().id(), version -> version));
  }

  /** What the row would change; nothing when it is so already, or must not be. */
  private Optional<Wish> wish(
      Row row, @Nullable WorkingVersion before, boolean publish, Guards guards, Problems problems) {
    @Nullable LifeState state = row.state();
    if (before == null) {
      LifeState wanted = state == null ? (publish ? LifeState.PUBLISHED : LifeState.DRAFT) : state;
      return isImported(row, wanted, problems)
          ? Optional.of(wish(row, 0, row.content(), true, wanted, guards))
          : Optional.empty();
    }
    Item item = before.item();
    DraftContent content = row.over(before.content());
    boolean writes = !content.equals(before.content());
    LifeState unsaid = publish ? LifeState.PUBLISHED : writes ? LifeState.DRAFT : item.state();
    LifeState wanted = state == null ? unsaid : state;
    // An import never takes back what is told.
    boolean isSo =
        wanted == item.state()
            || (wanted == LifeState.DRAFT && item.state() == LifeState.PUBLISHED);
    if (!writes && isSo) {
      return Optional.empty();
    }
    if (!isImported(row, wanted, problems) || !isEditable(row, item, problems)) {
      return Optional.empty();
    }
    return Optional.of(wish(row, item.lock(), content, writes, wanted, guards));
  }

  private static Wish wish(
      Row row, long seen, DraftContent content, boolean writes, LifeState wanted, Guards guards) {
    boolean publishes = wanted == LifeState.PUBLISHED;
    return new Wish(row, seen, content, writes, publishes, guards.forms(content));
  }

  private boolean isImported(Row row, LifeState wanted, Problems problems) {
    return switch (wanted) {
      case DRAFT -> true;
      case PUBLISHED -> {
        if (shop.settings().reviewerMustDiffer()) {
          problems.blocks(row.number(), Column.STATE, "problem.review-needed");
        }
        yield !shop.settings().reviewerMustDiffer();
      }
      case IN_REVIEW, ARCHIVED, DISCARDED -> {
        problems.blocks(
            row.number(), Column.STATE, "problem.state-not-imported", texts.state(wanted));
        yield false;
      }
    };
  }

  private boolean isEditable(Row row, Item item, Problems problems) {
    boolean editable = Life.after(ActionKind.EDIT, item.state(), item.publication()).isPresent();
    if (!editable) {
      problems.blocks(
          row.number(), Column.STATE, "problem.not-editable", texts.state(item.state()));
    }
    return editable;
  }

  /** All that would be told on any of these questions. */
  private void fill(QuestionsToCome toCome, List<Wish> wishes) {
    Set<EntryId> retold = new HashSet<>();
    Set<String> forms = new LinkedHashSet<>();
    for (Wish wish : wishes) {
      forms.addAll(wish.forms());
      if (wish.publishes()) {
        retold.add(wish.row().id());
        wish.forms().forEach(form -> toCome.add(new Told(wish.row().id(), form, wish.content())));
      }
    }
    inBatches(
        List.copyOf(forms),
        batch ->
            stored.told(batch, QuestionsToCome.EACH).stream()
                .filter(told -> !retold.contains(told.entry()))
                .forEach(toCome::add));
  }

  private Incoming checked(Wish wish, Guards guards, Problems problems) {
    List<Finding> findings = guards.check(wish.row().id(), wish.content());
    for (Finding finding : findings) {
      Problem.Severity severity =
          wish.publishes() && finding.blocks() ? Problem.Severity.BLOCKS : Problem.Severity.HINT;
      problems.add(wish.row().number(), column(finding), severity, findingTexts.of(finding));
    }
    Set<FindingCode> shown =
        findings.stream().map(Finding::code).collect(Collectors.toUnmodifiableSet());
    return new Incoming(
        wish.row().id(),
        wish.seen(),
        wish.content(),
        wish.writes(),
        wish.publishes(),
        wish.forms(),
        shown);
  }

  private static @Nullable Column column(Finding finding) {
    return Arrays.stream(Column.values())
        .filter(column -> column.name().equals(finding.field().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  private static Report report(Rows file, int rows, List<Incoming> incoming, Problems problems) {
    int created = (int) incoming.stream().filter(one -> one.seen() == 0).count();
    int published = (int) incoming.stream().filter(Incoming::publishes).count();
    return new Report(
        created,
        incoming.size() - created,
        rows - incoming.size(),
        published,
        problems.blocking(),
        problems.moreBlocking(),
        problems.hints(),
        problems.moreHints(),
        file.notices());
  }

  private static <T> void inBatches(List<T> all, Consumer<List<T>> each) {
    for (int from = 0; from < all.size(); from += BATCH) {
      each.accept(all.subList(from, Math.min(from + BATCH, all.size())));
    }
  }
}
