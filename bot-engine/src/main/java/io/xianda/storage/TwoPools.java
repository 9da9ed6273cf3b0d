package io.xianda.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * The database behind two pools of connections: one for the door, one for {@link Background}. Which
 * one is decided when a transaction begins. Background work makes way while the door is busy: in a
 * surge the cores, too, are for what is to be acknowledged, and answers come a little later.
 * Thread-safe.
 */
final class TwoPools extends AbstractRoutingDataSource implements AutoCloseable {

  private enum Pool {
    DOOR,
    BACKGROUND
  }

  private static final Duration MAKES_WAY_AT_MOST = Duration.ofMillis(200);
  private static final Duration LOOKS_AGAIN = Duration.ofMillis(4);

  /** So many transactions at the door keep the cores busy. */
  private static final int BUSY = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final HikariDataSource door;
  private final HikariDataSource background;

  TwoPools(HikariDataSource door, HikariDataSource background) {
    this.door = door;
    this.background = background;
    setTargetDataSources(Map.of(Pool.DOOR, door, Pool.BACKGROUND, background));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    if (Background.isHere()) {
      // With the connection in hand: those few that have one look, and the others queue behind
      // them.
      makeWay();
    }
    return connection;
  }

  private void makeWay() {
    long until = System.nanoTime() + MAKES_WAY_AT_MOST.toNanos();
    while (door.getHikariPoolMXBean().getActiveConnections() >= BUSY
        && System.nanoTime() < until
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOKS_AGAIN.toNanos());
    }
  }

  @Override
  protected Object determineCurrentLookupKey() {
    return Background.isHere() ? Pool.BACKGROUND : Pool.DOOR;
  }

  @Override
  public void close() {
    background.close();
    door.close();
  }
}
