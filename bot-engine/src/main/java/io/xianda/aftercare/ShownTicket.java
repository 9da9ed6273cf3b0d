package io.xianda.aftercare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.photo.PhotoLinks;
import io.xianda.photo.PhotoName;
import io.xianda.ticket.ClaimedItem;
import io.xianda.ticket.Promise;
import io.xianda.ticket.RefundDecision;
import io.xianda.ticket.Ticket;
import io.xianda.ticket.TicketEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tickets as clients see them. */
final class ShownTicket {

  private ShownTicket() {}

  /** A ticket, as the staff sees it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ForStaff(
      String number,
      String kind,
      String state,
      String group,
      String priority,
      @Nullable String assignee,
      String reason,
      @Nullable String shopper,
      @Nullable UUID conversation,
      @Nullable String order,
      List<Item> items,
      @Nullable BigDecimal claimed,
      @Nullable BigDecimal granted,
      Instant openedAt,
      Due firstReply,
      @Nullable Instant firstReplyAt,
      Due resolution,
      @Nullable Instant waitingSince,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      long version) {

    static ForStaff of(Ticket t) {
      return new ForStaff(
          t.number().value(),
          t.kind().word(),
          t.state().word(),
          t.group().id(),
          t.priority().name().toLowerCase(Locale.ROOT),
          t.assignee(),
          t.reason(),
          t.shopper(),
          t.conversation(),
          t.order(),
          t.items().stream().map(Item::of).toList(),
          t.claimed(),
          t.granted(),
          t.openedAt(),
          Due.of(t.firstReply()),
          t.firstReplyAt(),
          Due.of(t.resolution()),
          t.waitingSince(),
          t.resolvedAt(),
          t.closedAt(),
          t.version());
    }
  }

  /** A ticket with its pictures, all that happened, and what was decided about the money. */
  record Detail(ForStaff ticket, List<Photo> photos, List<Entry> timeline, List<Refund> refunds) {}

  /** A ticket, as its shopper sees it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ForShopper(
      String number,
      String kind,
      String state,
      @Nullable String order,
      List<Item> items,
      @Nullable BigDecimal claimed,
      @Nullable BigDecimal granted,
      Instant openedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt) {

    static ForShopper of(Ticket t) {
      return new ForShopper(
          t.number().value(),
          t.kind().word(),
          t.state().word(),
          t.order(),
          t.items().stream().map(Item::of).toList(),
          t.claimed(),
          t.granted(),
          t.openedAt(),
          t.resolvedAt(),
          t.closedAt());
    }
  }

  /** The same with its pictures and what happened, without names of the staff. */
  record OwnDetail(ForShopper ticket, List<Photo> photos, List<Entry> timeline) {}

  /** Goods that it is about; the amount is what the rules give. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(String item, String name, String problem, @Nullable BigDecimal amount) {

    static Item of(ClaimedItem one) {
      return new Item(one.item(), one.name(), one.problem(), one.amount());
    }
  }

  /** Until when, and how it is kept: {@code in_time}, {@code warned}, {@code breached}. */
  record Due(Instant at, String was) {

    static Due of(Promise promise) {
      return new Due(promise.due(), promise.was().word());
    }
  }

  /** A picture; the link is good for a quarter of an hour. */
  record Photo(String name, String link) {

    static List<Photo> of(List<String> names, PhotoLinks links) {
      return names.stream()
          .map(name -> new Photo(name, links.to(new PhotoName(name)).path()))
          .toList();
    }
  }

  /** Something that happened. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      int n,
      Instant at,
      String actor,
      @Nullable String name,
      String what,
      @Nullable String value,
      @Nullable String text,
      List<String> photos,
      boolean visible) {

    static Entry forStaff(TicketEntry e) {
      return new Entry(
          e.n(),
          e.at(),
          e.actor(),
          e.name(),
          e.what(),
          e.value(),
          e.text(),
          e.photos(),
          e.visible());
    }

    static Entry forShopper(TicketEntry e) {
      return new Entry(
          e.n(), e.at(), e.actor(), null, e.what(), e.value(), e.text(), e.photos(), true);
    }
  }

  /** A decision about money. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refund(
      int attempt,
      String item,
      @Nullable BigDecimal amount,
      @Nullable String reason,
      String by,
      Instant at,
      String status,
      @Nullable String refusal) {

    static Refund of(RefundDecision d) {
      return new Refund(
          d.attempt(),
          d.item().item(),
          d.amount(),
          d.reason(),
          d.by(),
          d.at(),
          d.status().name().toLowerCase(Locale.ROOT),
          d.refusal());
    }
  }
}
