package io.xianda.workplace;

import io.xianda.desk.AgentId;
import io.xianda.identity.StaffRole;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who is asking.
 *
 * @param agent the account
 * @param roles as they are now
 */
record Me(AgentId agent, Set<StaffRole> roles) {

  Me {
    roles = Set.copyOf(roles);
  }

  /** Whoever the token is of. */
  static Me of(JwtAuthenticationToken who) {
    return new Me(
        new AgentId(
            Objects.requireNonNull(who.getToken().getSubject(), "a token names its account")),
        who.getAuthorities().stream()
            .map(authority -> StaffRole.of(Objects.requireNonNull(authority.getAuthority())))
            .collect(Collectors.toSet()));
  }

  /** Whether all conversations are open to them. */
  boolean seesAll() {
    return roles.contains(StaffRole.SUPERVISOR) || roles.contains(StaffRole.ADMIN);
  }
}
