package io.xianda.aftercare;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xianda.ticket.WatchTickets;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets the tickets be looked at: their times every minute, and decisions that wait for the merchant
 * every ten seconds. Of several services on one database one looks at a time; whatever it leaves
 * undone because it is killed, another does.
 */
@Component
class ScheduleTickets implements AutoCloseable {

  private static final Duration TIMES = Duration.ofMinutes(1);
  private static final Duration DECISIONS = Duration.ofSeconds(10);
  private static final Duration POLLING = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int THREADS = 2;

  private final DataSource database;
  private final WatchTickets watch;
  private final Aftercare aftercare;
  private @Nullable Scheduler scheduler;

  ScheduleTickets(DataSource database, WatchTickets watch, Aftercare aftercare) {
    this.database = database;
    this.watch = watch;
    this.aftercare = aftercare;
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void afterStart() {
    RecurringTask<Void> times =
        Tasks.recurring("ticket-times", FixedDelay.of(TIMES))
            .execute((instance, context) -> watch.look());
    RecurringTask<Void> decisions =
        Tasks.recurring("ticket-decisions", FixedDelay.of(DECISIONS))
            .execute((instance, context) -> aftercare.followUp());
    Scheduler made =
        Scheduler.create(database)
            .startTasks(times, decisions)
            .threads(THREADS)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .shutdownMaxWait(STOP)
            .build();
    made.start();
    scheduler = made;
  }

  @Override
  public synchronized void close() {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }
}
