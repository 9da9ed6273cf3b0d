package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One turn at a time in each conversation. A lock of its own for each, because a turn may wait
 * seconds for a merchant or a language model, and no other conversation is to wait with it.
 */
final class ConversationLocks {

  private final Map<ConversationId, Held> locks = new ConcurrentHashMap<>();

  /** A lock, and how many turns have it or wait for it. */
  private record Held(ReentrantLock lock, int users) {

    Held with(int more) {
      return new Held(lock, users + more);
    }
  }

  void holding(ConversationId id, Runnable work) {
    ReentrantLock lock =
        Objects.requireNonNull(
                locks.compute(
                    id,
                    (_, held) ->
                        held == null ? new Held(new ReentrantLock(true), 1) : held.with(1)))
            .lock();
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
      locks.computeIfPresent(id, (_, held) -> held.users() == 1 ? null : held.with(-1));
    }
  }

  /** How many conversations have a turn under way. */
  int size() {
    return locks.size();
  }
}
