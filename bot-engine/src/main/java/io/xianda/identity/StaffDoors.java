package io.xianda.identity;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * Which of the staff may do what: a row for every endpoint, a list for every room, all lists joined
 * in {@link #TABLE}. What has no row is refused to everybody. The one address of the rooms that
 * needs no token, the log-in, stands in {@link OpenDoors}.
 */
final class StaffDoors {

  /** Where operators curate what shoppers are told. */
  static final String KB = "/api/v1/kb/";

  /** Where everybody looks after his own account, and admins after all of them. */
  static final String STAFF = "/api/v1/staff/";

  /** Where agents serve conversations. */
  static final String DESK = "/api/v1/desk/";

  /** Where the shop is looked after: what happened, and how it is set. */
  static final String OPS = "/api/v1/ops/";

  /** All addresses of the staff begin with one of these. */
  static final List<String> ROOMS = List.of(KB, STAFF, DESK, OPS);

  /** Held instead of the roles, as long as the password is one that somebody else gave. */
  static final String NEW_PASSWORD_DUE = "new-password-due";

  private static final Set<StaffRole> EVERYBODY = Set.of(StaffRole.values());

  private static final Set<StaffRole> CURATORS =
      Set.of(StaffRole.OPERATOR, StaffRole.REVIEWER, StaffRole.ADMIN);

  /** What shoppers are told, and what is told of us, is decided by these. */
  private static final Set<StaffRole> REVIEWERS = Set.of(StaffRole.REVIEWER, StaffRole.ADMIN);

  /** Who may do something decides who else may. */
  private static final Set<StaffRole> ADMINS = Set.of(StaffRole.ADMIN);

  private static final Set<StaffRole> AGENTS =
      Set.of(StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.ADMIN);

  /** How the shop does is everybody's to know who decides something about it. */
  private static final Set<StaffRole> READERS =
      Set.of(StaffRole.OPERATOR, StaffRole.REVIEWER, StaffRole.SUPERVISOR, StaffRole.ADMIN);

  /** Who serves what, and who decides so. */
  private static final Set<StaffRole> SUPERVISORS = Set.of(StaffRole.SUPERVISOR, StaffRole.ADMIN);

  private static final List<Door> KB_DOORS =
      List.of(
          kb(GET, "names", CURATORS),
          kb(GET, "items", CURATORS),
          kb(GET, "item-counts", CURATORS),
          kb(POST, "items", CURATORS),
          kb(GET, "items/{item}", CURATORS),
          kb(PUT, "items/{item}", CURATORS),
          kb(POST, "items/{item}/check", CURATORS),
          kb(POST, "items/{item}/submit", CURATORS),
          kb(POST, "items/{item}/withdraw", CURATORS),
          kb(POST, "items/{item}/restore", CURATORS),
          kb(POST, "items/{item}/discard", CURATORS),
          kb(POST, "items/{item}/reject", REVIEWERS),
          kb(POST, "items/{item}/approve", REVIEWERS),
          kb(POST, "items/{item}/publish", REVIEWERS),
          kb(POST, "items/{item}/archive", REVIEWERS),
          kb(GET, "items/{item}/history", CURATORS),
          kb(GET, "items/{item}/versions/{number}", CURATORS),
          kb(GET, "items/{item}/diff", CURATORS),
          kb(GET, "audit", CURATORS),
          kb(POST, "try", CURATORS),
          kb(POST, "replay", CURATORS),
          kb(GET, "replay/{replay}", CURATORS),
          kb(GET, "pinned", CURATORS),
          kb(POST, "pinned", CURATORS),
          kb(DELETE, "pinned/{pinned}", CURATORS),
          kb(GET, "rules", CURATORS),
          kb(POST, "rules", REVIEWERS),
          kb(GET, "rules/{rule}", CURATORS),
          kb(PUT, "rules/{rule}", REVIEWERS),
          kb(DELETE, "rules/{rule}", REVIEWERS),
          kb(POST, "rules/{rule}/enable", REVIEWERS),
          kb(POST, "rules/{rule}/disable", REVIEWERS),
          kb(GET, "rules/{rule}/history", CURATORS),
          kb(GET, "gaps", CURATORS),
          kb(GET, "gaps/actions", CURATORS),
          kb(GET, "gaps/{gap}", CURATORS),
          kb(POST, "gaps/{gap}/accept", CURATORS),
          kb(POST, "gaps/{gap}/merge", CURATORS),
          kb(POST, "gaps/{gap}/dismiss", CURATORS),
          kb(POST, "gaps/{gap}/reopen", CURATORS),
          kb(GET, "index", CURATORS),
          kb(POST, "index/rebuild", REVIEWERS),
          kb(GET, "synonyms", CURATORS),
          kb(PUT, "synonyms", REVIEWERS),
          // Looking what would change; reviewers import, which depends on what is asked for.
          kb(POST, "import", CURATORS),
          kb(GET, "export", CURATORS));

  private static final List<Door> STAFF_DOORS =
      List.of(
          // Without these nobody could come to a password of his own.
          alsoWithGivenPassword(GET, "me"),
          alsoWithGivenPassword(PUT, "me/password"),
          alsoWithGivenPassword(DELETE, "sessions/current"),
          staff(GET, "accounts", ADMINS),
          staff(POST, "accounts", ADMINS),
          staff(GET, "accounts/{account}", ADMINS),
          staff(PUT, "accounts/{account}", ADMINS),
          staff(POST, "accounts/{account}/disable", ADMINS),
          staff(POST, "accounts/{account}/enable", ADMINS),
          staff(POST, "accounts/{account}/password", ADMINS),
          staff(GET, "accounts/{account}/sessions", ADMINS),
          staff(DELETE, "accounts/{account}/sessions", ADMINS),
          staff(DELETE, "accounts/{account}/sessions/{session}", ADMINS),
          staff(GET, "audit", ADMINS));

  /** Which conversation it is about is asked by what answers. */
  private static final List<Door> DESK_DOORS =
      List.of(
          desk(GET, "me", AGENTS),
          desk(PUT, "me/presence", AGENTS),
          desk(GET, "conversations", AGENTS),
          desk(GET, "queue", AGENTS),
          desk(GET, "agents", AGENTS),
          // How everybody did, and what shoppers wrote about it.
          desk(GET, "figures", SUPERVISORS),
          desk(GET, "conversations/{conversation}/rating", SUPERVISORS),
          // Who is whom: whoever takes it back decides whose conversations these are.
          desk(GET, "conversations/{conversation}/shopper/merges", SUPERVISORS),
          desk(POST, "conversations/{conversation}/shopper/merges/{merge}/undo", SUPERVISORS),
          desk(PUT, "agents/{agent}", SUPERVISORS),
          desk(GET, "conversations/{conversation}", AGENTS),
          desk(GET, "conversations/{conversation}/messages", AGENTS),
          desk(POST, "conversations/{conversation}/messages", AGENTS),
          desk(GET, "conversations/{conversation}/whispers", AGENTS),
          desk(POST, "conversations/{conversation}/whispers", AGENTS),
          desk(POST, "conversations/{conversation}/accept", AGENTS),
          desk(POST, "conversations/{conversation}/decline", AGENTS),
          desk(POST, "conversations/{conversation}/take", AGENTS),
          desk(POST, "conversations/{conversation}/read", AGENTS),
          desk(POST, "conversations/{conversation}/transfer", AGENTS),
          desk(POST, "conversations/{conversation}/keep", AGENTS),
          desk(POST, "conversations/{conversation}/guests", AGENTS),
          desk(DELETE, "conversations/{conversation}/guests/{agent}", AGENTS),
          desk(POST, "conversations/{conversation}/close", AGENTS),
          desk(POST, "conversations/{conversation}/hand-back", AGENTS),
          desk(POST, "conversations/{conversation}/reopen", AGENTS),
          desk(POST, "conversations/{conversation}/assign", SUPERVISORS),
          desk(GET, "quick-replies", AGENTS),
          // Those of groups and the shop are for supervisors, which depends on what is written.
          desk(PUT, "quick-replies/{reply}", AGENTS),
          desk(DELETE, "quick-replies/{reply}", AGENTS),
          desk(POST, "conversations/{conversation}/quick-replies/{reply}", AGENTS),
          desk(GET, "conversations/{conversation}/suggestions", AGENTS),
          desk(GET, "conversations/{conversation}/shopper", AGENTS),
          desk(GET, "conversations/{conversation}/shopper/crm", AGENTS),
          desk(GET, "conversations/{conversation}/shopper/conversations", AGENTS),
          desk(POST, "conversations/{conversation}/shopper/unmask", AGENTS),
          desk(POST, "conversations/{conversation}/shopper/notes", AGENTS),
          desk(PUT, "conversations/{conversation}/shopper/tags", AGENTS),
          desk(PUT, "conversations/{conversation}/shopper/block", SUPERVISORS),
          desk(DELETE, "conversations/{conversation}/shopper/block", SUPERVISORS),
          desk(GET, "conversations/{conversation}/history", AGENTS),
          desk(POST, "conversations/{conversation}/photos", AGENTS),
          desk(GET, "conversations/{conversation}/photos/{name}", AGENTS),
          desk(GET, "tags", AGENTS),
          desk(PUT, "tags/{tag}", SUPERVISORS),
          desk(DELETE, "tags/{tag}", SUPERVISORS),
          desk(GET, "macros", AGENTS),
          desk(PUT, "macros/{macro}", SUPERVISORS),
          desk(DELETE, "macros/{macro}", SUPERVISORS),
          desk(POST, "conversations/{conversation}/macros/{macro}", AGENTS),
          // Whose ticket it is, and how much may be granted, is asked by what answers.
          desk(GET, "tickets", AGENTS),
          desk(POST, "tickets", AGENTS),
          desk(GET, "tickets/{ticket}", AGENTS),
          desk(POST, "tickets/{ticket}/take", AGENTS),
          desk(POST, "tickets/{ticket}/group", AGENTS),
          desk(POST, "tickets/{ticket}/priority", AGENTS),
          desk(POST, "tickets/{ticket}/start", AGENTS),
          desk(POST, "tickets/{ticket}/ask", AGENTS),
          desk(POST, "tickets/{ticket}/say", AGENTS),
          desk(POST, "tickets/{ticket}/comment", AGENTS),
          desk(POST, "tickets/{ticket}/resolve", AGENTS),
          desk(POST, "tickets/{ticket}/close", AGENTS),
          desk(POST, "tickets/{ticket}/reopen", AGENTS),
          desk(POST, "tickets/{ticket}/refunds", AGENTS),
          desk(POST, "tickets/{ticket}/assign", SUPERVISORS));

  private static final List<Door> OPS_REPORT_DOORS =
      List.of(
          ops(GET, "reports/overview", READERS),
          ops(GET, "reports/topics", READERS),
          ops(GET, "reports/goods", READERS),
          ops(GET, "reports/export", READERS),
          ops(GET, "evaluations", READERS));

  private static final List<Door> OPS_RISK_DOORS =
      List.of(
          ops(GET, "risk", CURATORS),
          // How far, and who may go further, is asked by what answers.
          ops(PUT, "risk/{group}", REVIEWERS),
          ops(DELETE, "risk/{group}", REVIEWERS));

  private static final List<Door> OPS_SETTING_DOORS = List.of(ops(GET, "settings", READERS));

  /** What leaves the shop is decided by who decides who works in it. */
  private static final List<Door> OPS_WEBHOOK_DOORS =
      List.of(
          ops(GET, "webhooks", ADMINS),
          ops(PUT, "webhooks/{webhook}", ADMINS),
          ops(DELETE, "webhooks/{webhook}", ADMINS),
          ops(POST, "webhooks/{webhook}/rotate", ADMINS),
          ops(POST, "webhooks/{webhook}/ping", ADMINS),
          ops(POST, "webhooks/{webhook}/replay", ADMINS),
          ops(GET, "webhooks/{webhook}/deliveries", ADMINS));

  static final List<Door> TABLE =
      Stream.of(
              KB_DOORS,
              STAFF_DOORS,
              DESK_DOORS,
              OPS_REPORT_DOORS,
              OPS_RISK_DOORS,
              OPS_SETTING_DOORS,
              OPS_WEBHOOK_DOORS)
          .flatMap(List::stream)
          .toList();

  private StaffDoors() {}

  /**
   * One endpoint.
   *
   * @param path as its mapping has it
   * @param roles of which one is enough
   * @param withGivenPassword whether it also opens to whoever has yet to choose a password
   */
  record Door(HttpMethod method, String path, Set<StaffRole> roles, boolean withGivenPassword) {

    String[] authorities() {
      return Stream.concat(
              roles.stream().map(StaffRole::word),
              withGivenPassword ? Stream.of(NEW_PASSWORD_DUE) : Stream.empty())
          .toArray(String[]::new);
    }
  }

  /** Whether an address lies in a room of the staff. */
  static boolean leadTo(String path) {
    return ROOMS.stream().anyMatch(path::startsWith);
  }

  private static Door kb(HttpMethod method, String path, Set<StaffRole> roles) {
    return new Door(method, KB + path, roles, false);
  }

  private static Door staff(HttpMethod method, String path, Set<StaffRole> roles) {
    return new Door(method, STAFF + path, roles, false);
  }

  private static Door desk(HttpMethod method, String path, Set<StaffRole> roles) {
    return new Door(method, DESK + path, roles, false);
  }

  private static Door ops(HttpMethod method, String path, Set<StaffRole> roles) {
    return new Door(method, OPS + path, roles, false);
  }

  private static Door alsoWithGivenPassword(HttpMethod method, String path) {
    return new Door(method, STAFF + path, EVERYBODY, true);
  }
}
