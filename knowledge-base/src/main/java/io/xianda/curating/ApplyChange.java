package io.xianda.curating;

import io.xianda.knowledge.Entries;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes an item in one transaction: the item, its version, the audit, and what is published. The
 * item's row is the lock. {@link Curating} is the door: without its verdict nothing is published.
 */
@Repository
public class ApplyChange {

  private static final int SECONDS = 10;

  private final JdbcClient jdbc;
  private final Items items;
  private final StoredQuestions questions;
  private final AuditTrail audit;
  private final Entries entries;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  ApplyChange(
      JdbcClient jdbc,
      Items items,
      StoredQuestions questions,
      AuditTrail audit,
      Entries entries,
      Clock clock) {
    this.jdbc = jdbc;
    this.items = items;
    this.questions = questions;
    this.audit = audit;
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * Does it, or tells why not.
   *
   * @param verdict of the guards, where the action wants one
   */
  @Transactional(timeout = SECONDS)
  public Outcome apply(Change change, Optional<Verdict> verdict, CuratingSettings settings) {
    if (change.action() instanceof Action.Create create) {
      return create(change, create);
    }
    Optional<Item> locked = locked(change);
    // Under the lock: a repeat that came at the same moment has waited for the first.
    Optional<Outcome> before = repeated(change);
    if (before.isPresent()) {
      return before.get();
    }
    if (locked.isEmpty()) {
      return new Outcome.Missing(change.item());
    }
    Item item = locked.get();
    if (item.lock() != change.seen()) {
      return new Outcome.Conflict(item);
    }
    Optional<LifeState> next = Life.after(change.action().kind(), item.state(), item.publication());
    if (next.isEmpty()) {
      return new Outcome.NotAllowed(item, Outcome.Reason.STATE);
    }
    return switch (change.action()) {
      case Action.Create _ -> throw new IllegalStateException("dealt with above");
      case Action.Edit edit -> write(change, item, next.get(), edit.content(), edit.note());
      case Action.Restore restore -> restore(change, item, next.get(), restore);
      case Action.Submit _ -> submit(change, item, next.get(), verdict);
      case Action.Withdraw _, Action.Reject _ -> done(change, item, item.moved(next.get(), now()));
      case Action.Approve approve ->
          publish(change, item, next.get(), verdict, approve.acknowledged(), settings);
      case Action.PublishDirectly direct ->
          publish(change, item, next.get(), verdict, direct.acknowledged(), settings);
      case Action.Archive _ -> archive(change, item, next.get());
      case Action.Discard _ -> discard(change, item, next.get());
    };
  }

  private Outcome create(Change change, Action.Create create) {
    Instant now = now();
    Item item =
        new Item(change.item(), 1, LifeState.DRAFT, Publication.NEVER, 1, 1, null, null, now, now);
    boolean isNew =
        jdbc.sql(
                    """
                    insert into kb_item (id, lock_number, state, publication, working_version, last_version,
                                         created_at, changed_at)
                    values (:id, 1, 'draft', 'never', 1, 1, :now, :now)
                    on conflict (id) do nothing
                    """)
                .param("id", change.item().value())
                .param("now", time(now))
                .update()
            == 1;
    if (!isNew) {
      return repeated(change)
          .orElseGet(() -> new Outcome.Conflict(items.find(change.item()).orElseThrow()));
    }
    insert(item, create.content(), change.by(), create.note());
    return audited(change, null, item);
  }

  private Outcome write(
      Change change, Item item, LifeState next, DraftContent content, String note) {
    Item after = item.moved(next, now()).written();
    insert(after, content, change.by(), note);
    return done(change, item, after);
  }

  private Outcome restore(Change change, Item item, LifeState next, Action.Restore restore) {
    return items
        .version(item.id(), restore.version())
        .map(old -> write(change, item, next, old.content(), restore.note()))
        .orElseGet(() -> new Outcome.NoSuchVersion(item, restore.version()));
  }

  private Outcome submit(Change change, Item item, LifeState next, Optional<Verdict> verdict) {
    if (verdict.isEmpty()) {
      return new Outcome.Conflict(item);
    }
    List<Finding> blocking = verdict.get().blocking();
    return blocking.isEmpty()
        ? done(change, item, item.moved(next, now()).submitted(change.by()))
        : new Outcome.Refused(item, blocking);
  }

  private Outcome publish(
      Change change,
      Item item,
      LifeState next,
      Optional<Verdict> judged,
      Set<FindingCode> acknowledged,
      CuratingSettings settings) {
    if (judged.isEmpty()) {
      return new Outcome.Conflict(item);
    }
    if (settings.reviewerMustDiffer()) {
      if (change.action().kind() == ActionKind.PUBLISH_DIRECTLY) {
        return new Outcome.NotAllowed(item, Outcome.Reason.REVIEW_NEEDED);
      }
      if (isOwnWork(item, change.by())) {
        return new Outcome.NotAllowed(item, Outcome.Reason.OWN_WORK);
      }
    }
    Verdict verdict = judged.get();
    List<Finding> against = verdict.against(acknowledged);
    if (!against.isEmpty()) {
      return new Outcome.Refused(item, against);
    }
    questions.holdStill();
    // Two operators may give one question two answers at the same moment.
    List<Finding> meanwhile = verdict.againstAtLast(acknowledged);
    if (!meanwhile.isEmpty()) {
      return new Outcome.Refused(item, meanwhile);
    }
    questions.put(item.id(), verdict.forms());
    entries.publish(List.of(verdict.content().toEntry(item.id())), List.of());
    return done(change, item, item.moved(next, now()).told());
  }

  private boolean isOwnWork(Item item, Operator by) {
    boolean wrote =
        items
            .version(item.id(), item.workingVersion())
            .filter(version -> version.head().author().equals(by))
            .isPresent();
    return wrote || by.name().equals(item.submittedBy());
  }

  private Outcome archive(Change change, Item item, LifeState next) {
    questions.put(item.id(), List.of());
    entries.publish(List.of(), List.of(item.id()));
    return done(change, item, item.moved(next, now()).settled(Publication.WITHDRAWN));
  }

  private Outcome discard(Change change, Item item, LifeState next) {
    return done(change, item, item.moved(next, now()).settled(item.publication()));
  }

  private Optional<Item> locked(Change change) {
    return jdbc.sql("select * from kb_item where id = :id for update")
        .param("id", change.item().value())
        .query(ItemRows::item)
        .optional();
  }

  private Optional<Outcome> repeated(Change change) {
    return audit
        .of(change.request())
        .map(detail ->
            detail.digest().equals(digest(change))
                ? new Outcome.Done(detail.after(), true)
                : new Outcome.RequestReused());
  }

  private void insert(Item item, DraftContent content, Operator author, String note) {
    jdbc.sql(
            """
            insert into kb_version (item, number, content, author, at, note)
            values (:item, :number, cast(:content as jsonb), :author, :at, :note)
            """)
        .param("item", item.id().value())
        .param("number", item.lastVersion())
        .param("content", json.writeValueAsString(content))
        .param("author", author.name())
        .param("at", time(item.changedAt()))
        .param("note", note)
        .update();
  }

  private Outcome done(Change change, Item before, Item after) {
    jdbc.sql(
            """
            update kb_item set
              lock_number = :lock, state = :state, publication = :publication, working_version = :working,
              last_version = :last, published_version = :published, submitted_by = :submittedBy, changed_at = :at
            where id = :id
            """)
        .param("lock", after.lock())
        .param("state", Words.of(after.state()))
        .param("publication", Words.of(after.publication()))
        .param("working", after.workingVersion())
        .param("last", after.lastVersion())
        .param("published", after.publishedVersion(), Types.INTEGER)
        .param("submittedBy", after.submittedBy(), Types.VARCHAR)
        .param("at", time(after.changedAt()))
        .param("id", after.id().value())
        .update();
    return audited(change, before, after);
  }

  private Outcome audited(Change change, @Nullable Item before, Item after) {
    List<FindingCode> acknowledged =
        switch (change.action()) {
          case Action.Approve approve -> List.copyOf(approve.acknowledged());
          case Action.PublishDirectly direct -> List.copyOf(direct.acknowledged());
          case Action.Create _,
              Action.Edit _,
              Action.Submit _,
              Action.Withdraw _,
              Action.Reject _,
              Action.Archive _,
              Action.Restore _,
              Action.Discard _ ->
              List.of();
        };
    audit.add(
        change,
        new AuditDetail(before, after, change.action().note(), acknowledged, digest(change)));
    return new Outcome.Done(after, false);
  }

  /** The same for the same change, in every process. */
  private String digest(Change change) {
    byte[] bytes = json.writeValueAsBytes(List.of(change.action().kind(), change));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private Instant now() {
    // PostgreSQL keeps microseconds: what is returned now must equal what is read later.
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
