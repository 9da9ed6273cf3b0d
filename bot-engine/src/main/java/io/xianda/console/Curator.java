package io.xianda.console;

import io.xianda.identity.StaffRole;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who asks, where what is asked for decides who may. All else stands in the table of doors.
 *
 * @param name of the account
 */
record Curator(String name, Set<String> words) {

  static Curator of(JwtAuthenticationToken who) {
    return new Curator(
        who.getName(),
        who.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean isAdmin() {
    return words.contains(StaffRole.ADMIN.word());
  }

  void requireReviewer() {
    if (!isAdmin() && !words.contains(StaffRole.REVIEWER.word())) {
      throw Refusal.of(ConsoleProblem.FORBIDDEN);
    }
  }
}
