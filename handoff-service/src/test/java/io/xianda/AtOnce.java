package io.xianda;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets many threads do the same thing at the same moment. */
public final class AtOnce {

  private static final int PATIENCE_SECONDS = 30;

  private AtOnce() {}

  /** What each of the threads 0, 1, 2 … came back with. */
  public static <T> List<T> threads(int count, IntFunction<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        running.add(
            pool.submit(() -> {
              start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              return work.apply(thread);
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    }
  }
}
