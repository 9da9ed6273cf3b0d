package io.xianda.ticket;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Warns before a time is over, escalates after it, and closes what was resolved long ago. It does
 * not matter how many services look, nor how often: each is told once. Thread-safe.
 */
@Service
public class WatchTickets {

  private static final Logger LOG = LoggerFactory.getLogger(WatchTickets.class);
  private static final int AT_ONCE = 200;

  private final Tickets tickets;

  WatchTickets(Tickets tickets) {
    this.tickets = tickets;
  }

  /** Does all that is due, at most 200 of each. */
  public void look() {
    each(tickets.late(AT_ONCE), tickets::lookAtTimes);
    each(tickets.over(AT_ONCE), tickets::closeIfOver);
  }

  /** One that fails does not hold up the others. */
  private static void each(List<TicketNumber> due, Consumer<TicketNumber> action) {
    for (TicketNumber number : due) {
      try {
        action.accept(number);
      } catch (RuntimeException e) {
        LOG.error("ticket {}: what was due was not done, and is tried again", number, e);
      }
    }
  }
}
