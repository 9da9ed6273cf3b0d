package io.xianda.identity;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Which of the staff may do what: a row for every endpoint. What has no row is refused to
 * everybody.
 */
final class StaffDoors {

  /** All addresses of the staff begin so. */
  static final String ALL = "/api/v1/kb/";

  private static final Set<StaffRole> STAFF =
      Set.of(StaffRole.OPERATOR, StaffRole.REVIEWER, StaffRole.ADMIN);

  /** What shoppers are told, and what is told of us, is decided by these. */
  private static final Set<StaffRole> REVIEWERS = Set.of(StaffRole.REVIEWER, StaffRole.ADMIN);

  static final List<Door> TABLE =
      List.of(
          door(GET, "items", STAFF),
          door(GET, "item-counts", STAFF),
          door(POST, "items", STAFF),
          door(GET, "items/{item}", STAFF),
          door(PUT, "items/{item}", STAFF),
          door(POST, "items/{item}/check", STAFF),
          door(POST, "items/{item}/submit", STAFF),
          door(POST, "items/{item}/withdraw", STAFF),
          door(POST, "items/{item}/restore", STAFF),
          door(POST, "items/{item}/discard", STAFF),
          door(POST, "items/{item}/reject", REVIEWERS),
          door(POST, "items/{item}/approve", REVIEWERS),
          door(POST, "items/{item}/publish", REVIEWERS),
          door(POST, "items/{item}/archive", REVIEWERS),
          door(GET, "items/{item}/history", STAFF),
          door(GET, "items/{item}/versions/{number}", STAFF),
          door(GET, "items/{item}/diff", STAFF),
          door(GET, "audit", STAFF),
          door(POST, "try", STAFF),
          door(POST, "replay", STAFF),
          door(GET, "replay/{replay}", STAFF),
          door(GET, "pinned", STAFF),
          door(POST, "pinned", STAFF),
          door(DELETE, "pinned/{pinned}", STAFF),
          door(GET, "rules", STAFF),
          door(POST, "rules", REVIEWERS),
          door(GET, "rules/{rule}", STAFF),
          door(PUT, "rules/{rule}", REVIEWERS),
          door(DELETE, "rules/{rule}", REVIEWERS),
          door(POST, "rules/{rule}/enable", REVIEWERS),
          door(POST, "rules/{rule}/disable", REVIEWERS),
          door(GET, "rules/{rule}/history", STAFF),
          door(GET, "gaps", STAFF),
          door(GET, "gaps/actions", STAFF),
          door(GET, "gaps/{gap}", STAFF),
          door(POST, "gaps/{gap}/accept", STAFF),
          door(POST, "gaps/{gap}/merge", STAFF),
          door(POST, "gaps/{gap}/dismiss", STAFF),
          door(POST, "gaps/{gap}/reopen", STAFF),
          door(GET, "index", STAFF),
          door(POST, "index/rebuild", REVIEWERS),
          door(GET, "synonyms", STAFF),
          door(PUT, "synonyms", REVIEWERS));

  private StaffDoors() {}

  /**
   * One endpoint.
   *
   * @param path as its mapping has it
   * @param roles of which one is enough
   */
  record Door(HttpMethod method, String path, Set<StaffRole> roles) {

    String[] authorities() {
      return roles.stream().map(StaffRole::word).toArray(String[]::new);
    }
  }

  private static Door door(HttpMethod method, String path, Set<StaffRole> roles) {
    return new Door(method, ALL + path, roles);
  }
}
