package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All tickets, in PostgreSQL. Each act is one transaction under the lock of the ticket's row, with
 * its entry in the timeline; what is not possible is refused with a {@link TicketRefusedException}
 * and changes nothing. Thread-safe, also for several services on one database.
 */
@Repository
public class Tickets {

  private final TicketRows rows;
  private final TicketSettings settings;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  Tickets(
      JdbcClient jdbc,
      Seal seal,
      TicketSettings settings,
      ApplicationEventPublisher news,
      Clock clock) {
    this.rows = new TicketRows(jdbc, seal);
    this.settings = settings;
    this.news = news;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param ticket afterwards
   * @param entry that tells it
   * @param repeated whether it had been done before, and nothing happened now
   */
  public record Done(Ticket ticket, TicketEntry entry, boolean repeated) {}

  // ---- opening

  /**
   * Opens a ticket in the transaction of the caller, so that no reply promises one that is not
   * there. The same reply and reason again change nothing.
   *
   * @param conversation that it comes from
   * @param seq of the reply that promises it
   * @param shopper whose conversation it is
   * @param briefing sealed, or {@code null}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(
      UUID conversation, long seq, String shopper, NewTicket ticket, byte @Nullable [] briefing) {
    Working fresh =
        fresh(ticket, TicketKind.of(ticket.reason(), ticket.priority()), conversation, shopper);
    if (rows.insert(fresh, seq, briefing, null)) {
      opened(fresh, new TicketActor.Bot(), null, false);
    }
  }

  /**
   * Opens a ticket for a person. The same request of the same person again gives the same ticket.
   */
  @Transactional
  public Done open(TicketActor by, Opening opening) {
    String request = by.name() + "/" + opening.request();
    Opening.Place place = opening.place();
    Working fresh =
        fresh(
            opening.ticket(),
            opening.kind(),
            place == null ? null : place.conversation(),
            opening.shopper());
    if (!rows.insert(fresh, place == null ? null : place.seq(), null, request)) {
      Ticket before = rows.byRequest(request).orElse(null);
      if (before == null) {
        // There is one of the same place and reason.
        throw new TicketRefusedException(TicketRefusal.CHANGED);
      }
      return new Done(before, rows.timeline(before.number(), 0, false, 1).getFirst(), true);
    }
    return opened(fresh, by, opening.text(), true);
  }

  private Working fresh(
      NewTicket ticket, TicketKind kind, @Nullable UUID conversation, @Nullable String shopper) {
    long id = rows.nextId();
    Instant now = now();
    // Replaced at once by what the settings say.
    var unknown = new Promise(now, now, Timeliness.IN_TIME);
    var working =
        new Working(
            id,
            new Ticket(
                TicketNumber.of(now.atZone(settings.zone()).toLocalDate(), id),
                conversation,
                shopper,
                kind,
                TicketState.OPEN,
                ticket.group(),
                ticket.priority(),
                null,
                ticket.reason(),
                ticket.order(),
                ticket.items(),
                ticket.claimed().orElse(null),
                null,
                ticket.photos(),
                now,
                unknown,
                null,
                unknown,
                null,
                null,
                null,
                0),
            ticket.priority(),
            now,
            Duration.ZERO,
            0);
    working.promise(settings, now);
    return working;
  }

  private Done opened(Working t, TicketActor by, @Nullable String text, boolean visible) {
    return done(t, by, "opened", t.kind.word(), text, List.of(), visible, null);
  }

  // ---- reading

  /** What a conversation has left, the oldest first. */
  @Transactional(readOnly = true)
  public List<NewTicket> of(UUID conversation) {
    return rows.of(conversation).stream()
        .map(t ->
            new NewTicket(t.group(), t.priority(), t.reason(), t.order(), t.items(), t.photos()))
        .toList();
  }

  /** The tickets that come from a conversation, the oldest first. */
  @Transactional(readOnly = true)
  public List<Ticket> from(UUID conversation) {
    return rows.of(conversation);
  }

  /** The ticket of this number. */
  @Transactional(readOnly = true)
  public Optional<Ticket> find(TicketNumber number) {
    return rows.find(number);
  }

  /** The tickets that a filter lets through, the newest first. */
  @Transactional(readOnly = true)
  public List<Ticket> list(TicketFilter filter, int limit) {
    return rows.list(filter, limit);
  }

  /**
   * The tickets about goods that were opened in a span, the newest first.
   *
   * @param from its first moment
   * @param until the first moment after it
   */
  @Transactional(readOnly = true)
  public List<Ticket> aboutGoods(Instant from, Instant until, int limit) {
    return rows.aboutGoods(from, until, limit);
  }

  /**
   * A shopper's tickets, the newest first.
   *
   * @param before those older than this one, or {@code null} for the newest
   */
  @Transactional(readOnly = true)
  public List<Ticket> ofShopper(String shopper, @Nullable TicketNumber before, int limit) {
    return rows.ofShopper(shopper, before, limit);
  }

  /** What happened to a ticket after a place in its timeline. */
  @Transactional(readOnly = true)
  public List<TicketEntry> timeline(
      TicketNumber number, int after, boolean visibleOnly, int limit) {
    return rows.timeline(number, after, visibleOnly, limit);
  }

  /** What was decided about the money, the oldest first. */
  @Transactional(readOnly = true)
  public List<RefundDecision> refunds(Ticket ticket) {
    return rows.refunds(ticket);
  }

  // ---- acting

  /**
   * Does something to a ticket.
   *
   * @param version that was seen, or {@code null} where it does not matter: a shopper adds to
   *     whatever stands there
   */
  @Transactional
  public Done act(TicketNumber number, TicketActor by, @Nullable Long version, TicketAct act) {
    return act(locked(number, version), by, act, null);
  }

  /** A shopper's addition, once for each client id; another's ticket does not exist. */
  @Transactional
  public Done add(TicketNumber number, String shopper, String clientId, TicketAct.Add addition) {
    Working t = locked(number, null);
    if (!shopper.equals(t.shopper)) {
      throw new TicketRefusedException(TicketRefusal.UNKNOWN);
    }
    Optional<TicketEntry> before = rows.added(t, clientId);
    return before.isPresent()
        ? new Done(t.ticket(t.version), before.get(), true)
        : act(t, new TicketActor.Shopper(shopper), addition, clientId);
  }

  private Done act(Working t, TicketActor by, TicketAct act, @Nullable String clientId) {
    requireHands(t, by, act);
    TicketState next =
        t.state.after(act).orElseThrow(() -> new TicketRefusedException(TicketRefusal.NOT_NOW));
    Instant now = now();
    if (!t.state.isUnfinished()
        && next.isUnfinished()
        && Objects.requireNonNull(t.resolvedAt).plus(settings.reopenWithin()).isBefore(now)) {
      throw new TicketRefusedException(TicketRefusal.TOO_LATE);
    }
    t.move(next, settings, now);
    return switch (act) {
      case TicketAct.Take _ -> {
        t.assignee = by.name();
        yield done(t, by, "taken", null, null, List.of(), false, null);
      }
      case TicketAct.Assign(String to) -> {
        t.assignee = to;
        yield done(t, by, "assigned", to, null, List.of(), false, null);
      }
      case TicketAct.Regroup(SkillGroup group) -> {
        t.group = group;
        // Whoever had it is of another group.
        t.assignee = null;
        t.promise(settings, now);
        yield done(t, by, "regrouped", group.id(), null, List.of(), false, null);
      }
      case TicketAct.Reprioritise(Priority priority) -> {
        t.priority = priority;
        t.promisedAs = priority;
        t.promise(settings, now);
        yield done(t, by, "reprioritised", TicketRows.word(priority), null, List.of(), false, null);
      }
      case TicketAct.Start _ -> {
        if (t.assignee == null) {
          t.assignee = by.name();
        }
        yield done(t, by, "started", null, null, List.of(), true, null);
      }
      case TicketAct.Ask(String text) -> told(t, by, "asked", text, now);
      case TicketAct.Say(String text) -> told(t, by, "said", text, now);
      case TicketAct.Resolve(String text) -> told(t, by, "resolved", text, now);
      case TicketAct.Add(String text, List<String> photos) -> {
        t.show(photos);
        yield done(t, by, "added", null, text.isEmpty() ? null : text, photos, true, clientId);
      }
      case TicketAct.Close _ -> done(t, by, "closed", null, null, List.of(), false, null);
      case TicketAct.Reopen(String text) ->
          done(t, by, "reopened", null, text, List.of(), true, null);
      case TicketAct.Comment(String text) ->
          done(t, by, "commented", null, text, List.of(), false, null);
    };
  }

  /** Agents work on what is theirs, and take what nobody has; supervisors on everything. */
  private static void requireHands(Working t, TicketActor by, TicketAct act) {
    if (!(by instanceof TicketActor.Staff(String account, boolean supervisor)) || supervisor) {
      return;
    }
    boolean free = t.assignee == null || t.assignee.equals(account);
    boolean allowed =
        switch (act) {
          case TicketAct.Comment _ -> true;
          case TicketAct.Assign _ -> false;
          case TicketAct.Take _, TicketAct.Start _ -> free;
          case TicketAct.Regroup _,
              TicketAct.Reprioritise _,
              TicketAct.Ask _,
              TicketAct.Say _,
              TicketAct.Add _,
              TicketAct.Resolve _,
              TicketAct.Close _,
              TicketAct.Reopen _ ->
              account.equals(t.assignee);
        };
    if (!allowed) {
      throw new TicketRefusedException(TicketRefusal.NOT_YOURS);
    }
  }

  private Done told(Working t, TicketActor by, String what, String text, Instant now) {
    t.replied(now);
    return done(t, by, what, null, text, List.of(), true, null);
  }

  // ---- money

  /**
   * Decides about the money for an item. Nothing is paid by this: the caller asks the merchant's
   * system, and {@link #settled} keeps what it says. The same decision again, while it is pending
   * or done, is the same.
   *
   * @param item its identifier, or {@code null} when the ticket is about one item only
   * @param paid what was paid for it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Decided decide(
      TicketNumber number,
      TicketActor.Staff by,
      long version,
      @Nullable String item,
      BigDecimal paid,
      RefundVerdict verdict) {
    Working t = locked(number, null);
    ClaimedItem about = itemOf(t.items, item);
    List<RefundDecision> decisions = rows.refunds(t.ticket(t.version));
    BigDecimal amount = amount(verdict, about);
    Optional<RefundDecision> before =
        decisions.stream()
            .filter(d -> d.item().equals(about) && d.status() != RefundDecision.Status.REFUSED)
            .findFirst();
    if (before.isPresent()) {
      return same(before.get(), by, amount, verdict);
    }
    if (t.version != version) {
      throw new TicketRefusedException(TicketRefusal.CHANGED);
    }
    if (t.kind != TicketKind.CLAIM || !t.state.isUnfinished()) {
      throw new TicketRefusedException(TicketRefusal.NOT_NOW);
    }
    if (!by.supervisor() && !by.account().equals(t.assignee)) {
      throw new TicketRefusedException(TicketRefusal.NOT_YOURS);
    }
    if (amount != null) {
      requireAllowed(amount, paid, by, decisions);
    }
    var decision =
        new RefundDecision(
            number,
            decisions.size() + 1,
            about,
            amount,
            verdict instanceof RefundVerdict.Reject(String reason) ? reason : null,
            by.account(),
            now(),
            RefundDecision.Status.PENDING,
            null);
    rows.insert(t, decision);
    done(
        t,
        by,
        amount == null ? "refund-to-be-rejected" : "refund-to-be-paid",
        amount == null ? null : amount.toPlainString(),
        decision.reason(),
        List.of(),
        false,
        null);
    return new Decided(decision, false);
  }

  /**
   * A decision that stands.
   *
   * @param repeated whether it stood before
   */
  public record Decided(RefundDecision decision, boolean repeated) {}

  /** The item that is meant. */
  public static ClaimedItem itemOf(List<ClaimedItem> items, @Nullable String item) {
    List<ClaimedItem> meant =
        items.stream().filter(one -> item == null || one.item().equals(item)).toList();
    if (meant.size() != 1) {
      throw new TicketRefusedException(TicketRefusal.NO_ITEM);
    }
    return meant.getFirst();
  }

  private static Decided same(
      RefundDecision before, TicketActor.Staff by, @Nullable BigDecimal amount, RefundVerdict v) {
    boolean same =
        before.by().equals(by.account())
            && switch (v) {
              case RefundVerdict.Grant _ ->
                  before.amount() != null
                      && amount != null
                      && before.amount().compareTo(amount) == 0;
              case RefundVerdict.Reject(String reason) -> reason.equals(before.reason());
            };
    if (!same) {
      throw new TicketRefusedException(TicketRefusal.DECIDED);
    }
    return new Decided(before, true);
  }

  private static @Nullable BigDecimal amount(RefundVerdict verdict, ClaimedItem about) {
    return switch (verdict) {
      case RefundVerdict.Grant(BigDecimal wanted) -> {
        BigDecimal amount = wanted == null ? about.amount() : wanted;
        if (amount == null) {
          throw new TicketRefusedException(TicketRefusal.NO_AMOUNT);
        }
        yield amount;
      }
      case RefundVerdict.Reject _ -> null;
    };
  }

  /** The limit holds for the ticket as a whole: nobody grants more by doing it in parts. */
  private void requireAllowed(
      BigDecimal amount, BigDecimal paid, TicketActor.Staff by, List<RefundDecision> before) {
    if (amount.compareTo(paid) > 0) {
      throw new TicketRefusedException(TicketRefusal.TOO_MUCH);
    }
    BigDecimal all =
        before.stream()
            .filter(d -> d.status() != RefundDecision.Status.REFUSED)
            .map(RefundDecision::amount)
            .filter(Objects::nonNull)
            .reduce(amount, BigDecimal::add);
    if (!by.supervisor() && all.compareTo(settings.agentLimit()) > 0) {
      throw new TicketRefusedException(TicketRefusal.OVER_LIMIT);
    }
  }

  /** The decisions that the merchant's system has not answered, the oldest first. */
  @Transactional(readOnly = true)
  public List<RefundDecision> pendingRefunds(int limit) {
    return rows.pending(limit).stream()
        .flatMap(p ->
            rows.find(p.ticket()).stream()
                .flatMap(t -> rows.refunds(t).stream())
                .filter(d -> d.attempt() == p.attempt()))
        .toList();
  }

  /**
   * Keeps what came of a decision. When all items are decided, the ticket is resolved; when the
   * merchant's system has refused, somebody may decide otherwise.
   *
   * @param refusal in a stable word, or {@code null} when it is done
   * @return nothing when somebody else has kept it before
   */
  @Transactional
  public Optional<Done> settled(RefundDecision decision, @Nullable String refusal) {
    Working t = locked(decision.ticket(), null);
    if (!rows.settle(t, decision.attempt(), refusal)) {
      return Optional.empty();
    }
    var by = new TicketActor.Service();
    if (refusal != null) {
      return Optional.of(done(t, by, "refund-refused", refusal, null, List.of(), false, null));
    }
    Instant now = now();
    t.replied(now);
    BigDecimal amount = decision.amount();
    if (amount != null) {
      t.granted = t.granted == null ? amount : t.granted.add(amount);
    }
    if (t.state.isUnfinished() && isAllDecided(t)) {
      t.move(TicketState.RESOLVED, settings, now);
    }
    return Optional.of(
        done(
            t,
            by,
            amount == null ? "refund-rejected" : "refund-paid",
            amount == null ? decision.item().item() : amount.toPlainString(),
            decision.reason(),
            List.of(),
            true,
            null));
  }

  private boolean isAllDecided(Working t) {
    Set<ClaimedItem> decided =
        rows.refunds(t.ticket(t.version)).stream()
            .filter(d -> d.status() == RefundDecision.Status.APPLIED)
            .map(RefundDecision::item)
            .collect(Collectors.toSet());
    return decided.containsAll(t.items);
  }

  // ---- times

  /** Tickets of which a time has gone further than anybody was told. */
  @Transactional(readOnly = true)
  List<TicketNumber> late(int limit) {
    return rows.late(now(), limit);
  }

  /** Tickets that nobody may take up again. */
  @Transactional(readOnly = true)
  List<TicketNumber> over(int limit) {
    return rows.resolvedBefore(now().minus(settings.reopenWithin()), limit);
  }

  /** Closes what was resolved long enough ago, if it still is. */
  @Transactional
  void closeIfOver(TicketNumber number) {
    rows.lockIfFree(number)
        .filter(t -> t.state == TicketState.RESOLVED)
        .filter(
            t -> !Objects.requireNonNull(t.resolvedAt).plus(settings.reopenWithin()).isAfter(now()))
        .ifPresent(t -> act(t, new TicketActor.Service(), new TicketAct.Close(), null));
  }

  /** Tells what has become of the times, each once, if it still is to be told. */
  @Transactional
  void lookAtTimes(TicketNumber number) {
    Working t = rows.lockIfFree(number).orElse(null);
    if (t == null || !t.state.isUnfinished() || t.state == TicketState.WAITING) {
      return;
    }
    Instant now = now();
    if (t.firstReplyAt == null) {
      t.firstReply = told(t, t.firstReply, TicketEvent.Time.FIRST_REPLY, now);
    }
    t.resolution = told(t, t.resolution, TicketEvent.Time.RESOLUTION, now);
    rows.save(t);
  }

  private Promise told(Working t, Promise promise, TicketEvent.Time time, Instant now) {
    Timeliness is = promise.at(now);
    if (is.compareTo(promise.was()) <= 0) {
      return promise;
    }
    var by = new TicketActor.Service();
    String word = TicketRows.word(time);
    switch (is) {
      case IN_TIME -> {}
      case WARNED -> {
        append(t, by, "warned", word, null, List.of(), false, null);
        news.publishEvent(new TicketEvent.Warned(t.number, t.group, t.assignee, time));
      }
      case BREACHED -> {
        // What was promised stays as it is: only whoever looks sees it sooner.
        t.priority = Priority.URGENT;
        append(t, by, "breached", word, null, List.of(), false, null);
        news.publishEvent(new TicketEvent.Breached(t.number, t.group, t.assignee, time));
      }
    }
    return new Promise(promise.warning(), promise.due(), is);
  }

  // ---- all of it

  private Working locked(TicketNumber number, @Nullable Long version) {
    Working t =
        rows.lock(number).orElseThrow(() -> new TicketRefusedException(TicketRefusal.UNKNOWN));
    if (version != null && t.version != version) {
      throw new TicketRefusedException(TicketRefusal.CHANGED);
    }
    return t;
  }

  private TicketEntry append(
      Working t,
      TicketActor by,
      String what,
      @Nullable String value,
      @Nullable String text,
      List<String> photos,
      boolean visible,
      @Nullable String clientId) {
    return rows.append(
        t,
        new TicketEntry(
            t.entries + 1, now(), by.kind(), by.name(), what, value, text, photos, visible),
        clientId);
  }

  private Done done(
      Working t,
      TicketActor by,
      String what,
      @Nullable String value,
      @Nullable String text,
      List<String> photos,
      boolean visible,
      @Nullable String clientId) {
    TicketEntry entry = append(t, by, what, value, text, photos, visible, clientId);
    Ticket after = rows.save(t);
    news.publishEvent(new TicketEvent.Changed(t.number, t.group, t.state));
    return new Done(after, entry, false);
  }

  private Instant now() {
    // PostgreSQL keeps microseconds: what is returned now must equal what is read later.
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
