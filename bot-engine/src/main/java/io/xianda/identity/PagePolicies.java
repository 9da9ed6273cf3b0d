package io.xianda.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What a page may load, and who may show it in a frame: the Content Security Policy of each answer
 * (W3C, level 3). Scripts come from this service alone, on every page.
 */
final class PagePolicies implements HeaderWriter {

  /** Where there is something to see for a browser; it holds nothing of anybody. */
  static final String[] PAGES = {
    "/",
    "/index.html",
    "/desk",
    "/desk/**",
    "/ops",
    "/ops/**",
    "/assets/**",
    "/widget.js",
    "/theme.js",
    "/favicon.svg"
  };

  /** Pictures that are about to be sent are shown from memory, as blob:. */
  private static final String CHAT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
          + "connect-src 'self' ws: wss:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

  /** Charts and menus place themselves by style attributes; no style sheet comes from elsewhere. */
  private static final String STAFF =
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
          + "img-src 'self' data: blob:; connect-src 'self' ws: wss:; form-action 'none'; "
          + "base-uri 'none'; frame-ancestors 'none'";

  /** The page that describes the API builds its styles in the browser. */
  private static final String API_PAGE =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "base-uri 'none'; frame-ancestors 'self'";

  private final String chat;

  PagePolicies(List<String> embeddedBy) {
    chat = embeddedBy.isEmpty() ? CHAT : CHAT + " " + String.join(" ", embeddedBy);
  }

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policyOf(request.getRequestURI()));
  }

  private String policyOf(String path) {
    if (isBelow("/desk", path) || isBelow("/ops", path)) {
      return STAFF;
    }
    return path.startsWith("/swagger-ui") ? API_PAGE : chat;
  }

  private static boolean isBelow(String room, String path) {
    return path.equals(room) || path.startsWith(room + "/");
  }
}
