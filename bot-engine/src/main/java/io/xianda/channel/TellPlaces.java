package io.xianda.channel;

import io.xianda.conversation.ConversationId;
import io.xianda.desk.DeskEvent;
import io.xianda.desk.Queues;
import io.xianda.live.LiveSockets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells shoppers who wait and look on where they stand, whenever that has changed, and now and then
 * because another service may have changed it. All places are counted in one go, however many look.
 */
@Component
class TellPlaces {

  private static final Logger LOG = LoggerFactory.getLogger(TellPlaces.class);

  /** Rounds after which the places are told though nothing has moved here. */
  private static final int ANYWAY = 5;

  private final Queues queues;
  private final LiveSockets live;
  private final AtomicBoolean moved = new AtomicBoolean();
  private int quiet;

  TellPlaces(Queues queues, LiveSockets live) {
    this.queues = queues;
    this.live = live;
  }

  @TransactionalEventListener
  void on(DeskEvent.QueueMoved event) {
    moved.set(true);
  }

  @Scheduled(fixedDelayString = "PT2S")
  void tell() {
    boolean due = moved.getAndSet(false) || ++quiet >= ANYWAY;
    if (!due || live.lookedAt().isEmpty()) {
      return;
    }
    quiet = 0;
    try {
      Map<ConversationId, Queues.Place> places = queues.places();
      for (ConversationId id : live.lookedAt()) {
        Queues.Place place = places.get(id);
        if (place != null) {
          live.toAll(id, frame(id, place));
        }
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.error("the places in the queue are not told: {}", e.getMessage());
    }
  }

  private static Map<String, ?> frame(ConversationId id, Queues.Place place) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", "queue");
    frame.put("conversation", id.toString());
    frame.put("position", place.position());
    if (place.expected() != null) {
      frame.put("waitSeconds", place.expected().toSeconds());
    }
    frame.put("offered", place.offered());
    return frame;
  }
}
