package io.xianda.channel;

import io.xianda.storage.Background;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Does a channel's work beside the way of the message, each piece on a virtual thread of its own.
 * What it refuses or loses must stand in the record, where a sweep finds it. Thread-safe.
 */
public final class WorkBeside implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkBeside.class);

  private final String where;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free;

  /**
   * @param where whose work it is, for the log
   * @param atOnce pieces that are done at one time
   */
  public WorkBeside(String where, int atOnce) {
    this.where = where;
    this.free = new Semaphore(atOnce);
  }

  /**
   * Does it elsewhere, unless too much is being done already.
   *
   * @return whether it is done
   */
  public boolean tryTo(Runnable what) {
    if (!free.tryAcquire()) {
      return false;
    }
    try {
      workers.execute(() -> Background.run(() -> done(what)));
      return true;
    } catch (RejectedExecutionException e) {
      // At the end: the record keeps it.
      free.release();
      return false;
    }
  }

  private void done(Runnable what) {
    try {
      what.run();
    } catch (DataAccessException e) {
      LOG.error("{}: the database did not answer: {}", where, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{}: something was not taken there", where, e);
    } finally {
      free.release();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
