package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.FollowPublications;
import io.xianda.knowledge.FollowPublications.Progress;
import io.xianda.knowledge.KnowledgeBase;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the search index is, and making it anew. */
@RestController
@RequestMapping("/api/v1/kb/index")
@Tag(name = "index")
@SecurityRequirement(name = "staff")
class IndexController {

  private static final Logger LOG = LoggerFactory.getLogger(IndexController.class);

  private final KnowledgeBase base;
  private final Entries entries;
  private final FollowPublications follow;
  private final Semaphore oneAtATime = new Semaphore(1);

  IndexController(KnowledgeBase base, Entries entries, FollowPublications follow) {
    this.base = base;
    this.entries = entries;
    this.follow = follow;
  }

  /**
   * How the index of this node is.
   *
   * @param engine that searches
   * @param generation that is searched
   * @param published the newest generation there is
   * @param entries that are published
   * @param rebuild how far it is, or {@code null} when none is under way
   */
  record State(
      String engine, long generation, long published, int entries, @Nullable Rebuild rebuild) {}

  record Rebuild(int done, int total) {}

  @GetMapping
  @Operation(summary = "Which generation is searched, and how far a rebuild is")
  State state() {
    return new State(
        "lucene",
        base.generation().number(),
        entries.generation().number(),
        entries.count(),
        switch (follow.progress()) {
          case Progress.Idle() -> null;
          case Progress.Rebuilding(int done, int total) -> new Rebuild(done, total);
        });
  }

  @PostMapping("/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Build the index anew beside the one that is searched; one at a time")
  State rebuild() {
    if (oneAtATime.tryAcquire()) {
      Thread.ofVirtual().name("rebuild-index").start(this::rebuildNow);
    }
    return state();
  }

  private void rebuildNow() {
    try {
      follow.rebuild();
    } catch (RuntimeException e) {
      // What was searched until now goes on being searched.
      LOG.error("the search index could not be built anew", e);
    } finally {
      oneAtATime.release();
    }
  }
}
