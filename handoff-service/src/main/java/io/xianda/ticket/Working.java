package io.xianda.ticket;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket under its lock while it is changed; seen by one thread. */
final class Working {

  final long id;
  final TicketNumber number;
  final @Nullable UUID conversation;
  final @Nullable String shopper;
  final TicketKind kind;
  final String reason;
  final @Nullable String order;
  final List<ClaimedItem> items;
  final Instant openedAt;
  final long version;

  TicketState state = TicketState.OPEN;
  SkillGroup group;
  Priority priority;
  Priority promisedAs;
  @Nullable String assignee;
  @Nullable BigDecimal claimed;
  @Nullable BigDecimal granted;
  List<String> photos;
  Instant countsFrom;
  Duration paused = Duration.ZERO;
  @Nullable Instant waitingSince;
  Promise firstReply;
  @Nullable Instant firstReplyAt;
  Promise resolution;
  @Nullable Instant resolvedAt;
  @Nullable Instant closedAt;
  int entries;

  /** As it was read. */
  Working(long id, Ticket ticket, Priority promisedAs, Instant countsFrom, Duration paused, int n) {
    this.id = id;
    this.number = ticket.number();
    this.conversation = ticket.conversation();
    this.shopper = ticket.shopper();
    this.kind = ticket.kind();
    this.reason = ticket.reason();
    this.order = ticket.order();
    this.items = ticket.items();
    this.openedAt = ticket.openedAt();
    this.version = ticket.version();
    this.state = ticket.state();
    this.group = ticket.group();
    this.priority = ticket.priority();
    this.promisedAs = promisedAs;
    this.assignee = ticket.assignee();
    this.claimed = ticket.claimed();
    this.granted = ticket.granted();
    this.photos = ticket.photos();
    this.countsFrom = countsFrom;
    this.paused = paused;
    this.waitingSince = ticket.waitingSince();
    this.firstReply = ticket.firstReply();
    this.firstReplyAt = ticket.firstReplyAt();
    this.resolution = ticket.resolution();
    this.resolvedAt = ticket.resolvedAt();
    this.closedAt = ticket.closedAt();
    this.entries = n;
  }

  Ticket ticket(long asVersion) {
    return new Ticket(
        number,
        conversation,
        shopper,
        kind,
        state,
        group,
        priority,
        assignee,
        reason,
        order,
        items,
        claimed,
        granted,
        photos,
        openedAt,
        firstReply,
        firstReplyAt,
        resolution,
        waitingSince,
        resolvedAt,
        closedAt,
        asVersion);
  }

  /** The shopper has heard from a person. */
  void replied(Instant now) {
    if (firstReplyAt == null) {
      firstReplyAt = now;
    }
  }

  /** All that follows from being in another state, the clock's standing still among it. */
  void move(TicketState next, TicketSettings settings, Instant now) {
    if (next == state) {
      return;
    }
    if (state == TicketState.WAITING) {
      paused =
          paused.plus(
              settings.hours(kind, group).between(Objects.requireNonNull(waitingSince), now));
      waitingSince = null;
      promise(settings, now);
    }
    boolean again = !state.isUnfinished() && next.isUnfinished();
    state = next;
    switch (next) {
      case WAITING -> waitingSince = now;
      case RESOLVED -> resolvedAt = now;
      case CLOSED -> closedAt = now;
      case OPEN, IN_PROGRESS -> {
        resolvedAt = null;
        closedAt = null;
      }
    }
    if (again) {
      // What was done before has kept or broken its promise; this is a new one.
      countsFrom = now;
      paused = Duration.ZERO;
      promise(settings, now);
    }
  }

  /**
   * Times that follow from kind, group, and the priority that was promised. What was told of a time
   * stays told as long as it is still so.
   */
  void promise(TicketSettings settings, Instant now) {
    TicketSettings.Times times = settings.times(kind, promisedAs);
    BusinessHours hours = settings.hours(kind, group);
    firstReply =
        kept(
            firstReply,
            hours.plus(openedAt, settings.warning(times.firstReply())),
            hours.plus(openedAt, times.firstReply()),
            now);
    resolution =
        kept(
            resolution,
            hours.plus(countsFrom, paused.plus(settings.warning(times.resolution()))),
            hours.plus(countsFrom, paused.plus(times.resolution())),
            now);
  }

  private static Promise kept(Promise before, Instant warning, Instant due, Instant now) {
    Timeliness is = new Promise(warning, due, before.was()).at(now);
    return new Promise(warning, due, is.compareTo(before.was()) < 0 ? is : before.was());
  }

  void show(List<String> more) {
    List<String> all = new ArrayList<>(photos);
    more.stream().filter(photo -> !all.contains(photo)).forEach(all::add);
    photos = List.copyOf(all);
  }
}
