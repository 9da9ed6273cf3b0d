package io.xianda.dialogue;

import io.xianda.conversation.ConversationId;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One turn at a time in each conversation; a fixed number of locks, so that nothing has to be
 * cleaned up.
 */
final class ConversationLocks {

  private static final int COUNT = 1024;

  private final ReentrantLock[] locks = new ReentrantLock[COUNT];

  ConversationLocks() {
    for (int i = 0; i < COUNT; i++) {
      locks[i] = new ReentrantLock(true);
    }
  }

  void holding(ConversationId id, Runnable work) {
    ReentrantLock lock = locks[Math.floorMod(id.hashCode(), COUNT)];
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
