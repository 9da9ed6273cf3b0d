package io.xianda.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/**
 * What each endpoint needs that is not the staff's: a row for every one. What has no row here nor
 * in {@link StaffDoors} is refused to everybody.
 */
final class OpenDoors {

  static final List<Door> TABLE =
      List.of(
          // A session is where a token comes from.
          new Door(POST, "/api/v1/sessions", Need.NOTHING),
          new Door(POST, "/api/v1/sessions/wechat", Need.NOTHING),
          new Door(POST, "/api/v1/staff/sessions", Need.NOTHING),
          // Only where this is the demo; what answers says so itself.
          new Door(GET, "/api/v1/demo/shoppers", Need.NOTHING),
          new Door(POST, "/api/v1/demo/staff", Need.NOTHING),
          new Door(POST, "/api/v1/demo/reset", Need.NOTHING),
          // Pages show pictures without a header; what answers checks the signature.
          new Door(GET, "/api/v1/photos/{name}", Need.SIGNED_LINK),
          // Whose conversation it is is asked by what answers.
          new Door(GET, "/api/v1/conversations/{conversation}/messages", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/messages", Need.SHOPPER),
          new Door(GET, "/api/v1/conversations/{conversation}/queue", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/queue/leave", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/read", Need.SHOPPER),
          new Door(GET, "/api/v1/conversations/{conversation}/rating", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/rating", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/messages/{seq}/thumb", Need.SHOPPER),
          new Door(POST, "/api/v1/conversations/{conversation}/photos", Need.SHOPPER),
          new Door(GET, "/api/v1/conversations/{conversation}/photos/{name}", Need.SHOPPER),
          // Whose ticket it is as well.
          new Door(GET, "/api/v1/tickets", Need.SHOPPER),
          new Door(GET, "/api/v1/tickets/{ticket}", Need.SHOPPER),
          new Door(POST, "/api/v1/tickets/{ticket}/additions", Need.SHOPPER),
          // WeChat signs; what answers checks it, and is nowhere where no app is configured.
          new Door(GET, "/wechat/{app}/callback", Need.SIGNED_CALLBACK),
          new Door(POST, "/wechat/{app}/callback", Need.SIGNED_CALLBACK),
          // Its address is a secret; it is nowhere where no Chatwoot is configured.
          new Door(POST, "/chatwoot/{secret}/callback", Need.SIGNED_CALLBACK));

  /** Where a token is not even looked at: an old one must not keep anybody from a new session. */
  static final Set<String> WITHOUT_TOKEN =
      TABLE.stream()
          .filter(door -> door.need() == Need.NOTHING)
          .map(Door::path)
          .collect(Collectors.toUnmodifiableSet());

  private OpenDoors() {}

  /** What opens a door. */
  enum Need {
    NOTHING,
    SIGNED_LINK,
    /** A signature of the service that calls. */
    SIGNED_CALLBACK,
    /** A token of a shopper. */
    SHOPPER
  }

  /**
   * One endpoint.
   *
   * @param path as its mapping has it
   */
  record Door(HttpMethod method, String path, Need need) {}
}
