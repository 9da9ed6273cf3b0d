package io.xianda.curating;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets many do something at the same moment. */
final class AtOnce {

  private static final int PATIENCE_SECONDS = 60;

  private AtOnce() {}

  /** What each of the threads 0, 1, 2 … came back with. */
  static <T> List<T> threads(int count, IntFunction<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
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
