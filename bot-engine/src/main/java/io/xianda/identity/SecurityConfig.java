package io.xianda.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import io.xianda.storage.Keys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Which address needs what, in one list. What is not named is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityConfig.class);
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.xianda.identity.problems", Locale.ROOT);
  private static final String API = "/api/v1/";
  private static final BearerTokenResolver TOKEN_IN_HEADER = new DefaultBearerTokenResolver();

  @Bean
  SecurityFilterChain addresses(
      HttpSecurity http, JwtDecoder shoppers, StaffTokens staff, IdentitySettings settings)
      throws Exception {
    var policies = new PagePolicies(settings.embeddedBy());
    AuthenticationManager knowsShoppers =
        new ProviderManager(new JwtAuthenticationProvider(shoppers));
    AuthenticationManager knowsStaff = knowsStaff(staff);
    return http.authorizeHttpRequests(
            requests -> {
              for (OpenDoors.Door door : OpenDoors.TABLE) {
                var address = requests.requestMatchers(door.method(), door.path());
                switch (door.need()) {
                  case NOTHING, SIGNED_LINK, SIGNED_CALLBACK -> address.permitAll();
                  case SHOPPER -> address.authenticated();
                }
              }
              for (StaffDoors.Door door : StaffDoors.TABLE) {
                requests
                    .requestMatchers(door.method(), door.path())
                    .hasAnyAuthority(door.authorities());
              }
              for (String room : StaffDoors.ROOMS) {
                requests.requestMatchers(room + "**").denyAll();
              }
              // A wrong method on a right address is told as such.
              for (OpenDoors.Door door : OpenDoors.TABLE) {
                requests.requestMatchers(door.path()).authenticated();
              }
              requests
                  // It has a token of its own, which it asks for itself.
                  .requestMatchers("/demo/merchant/v1/**")
                  .permitAll()
                  // Only there with the double of WeChat, on a loopback address.
                  .requestMatchers("/demo/wechat/**", "/demo/wechat")
                  .permitAll()
                  // The page and its parts hold nothing of anybody.
                  .requestMatchers(HttpMethod.GET, PagePolicies.PAGES)
                  .permitAll()
                  // The first frame carries the token, since browsers send no header with a
                  // WebSocket.
                  .requestMatchers(HttpMethod.GET, "/ws", "/ws/desk")
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.GET, "/api", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**")
                  .permitAll()
                  // Whoever watches over the service asks without a token; details are not told.
                  .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/*")
                  .permitAll()
                  .requestMatchers(HttpMethod.HEAD, PagePolicies.PAGES)
                  .permitAll()
                  .requestMatchers(HttpMethod.HEAD, "/actuator/health", "/actuator/health/*")
                  .permitAll()
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .anyRequest()
                  .denyAll();
            })
        // There are no cookies, neither of shoppers nor of the staff: a token goes into a header,
        // which no page of another site can make a browser send. Hence there is nothing to forge.
        .csrf(csrf -> csrf.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .oauth2ResourceServer(server ->
            server
                .bearerTokenResolver(SecurityConfig::tokenWhereItMatters)
                // Each kind of token opens its own addresses and no other.
                .authenticationManagerResolver(
                    (HttpServletRequest request) -> isStaffs(request) ? knowsStaff : knowsShoppers)
                .authenticationEntryPoint((request, response, failure) -> {
                  if (failure instanceof SessionsAwayException) {
                    LOG.error("the sessions of the staff cannot be read", failure);
                    problem(response, 503, "unavailable");
                  } else {
                    refuse(
                        response,
                        failure.getCause() instanceof JwtValidationException e
                            && ShopperTokens.isExpiry(e));
                  }
                }))
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint((request, response, e) -> {
                  if (request.getRequestURI().startsWith(API)) {
                    refuse(response, false);
                  } else {
                    notHere(response);
                  }
                })
                .accessDeniedHandler((request, response, e) -> {
                  if (isStaffs(request)) {
                    forbid(response, SecurityContextHolder.getContext().getAuthentication());
                  } else {
                    notHere(response);
                  }
                }))
        .headers(headers ->
            headers
                // The older way to say who may frame a page knows neither lists nor exceptions.
                .frameOptions(frames -> frames.disable())
                .addHeaderWriter(policies)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static boolean isStaffs(HttpServletRequest request) {
    return StaffDoors.leadTo(request.getRequestURI());
  }

  private static AuthenticationManager knowsStaff(StaffTokens tokens) {
    var provider = new JwtAuthenticationProvider(tokens.decoder());
    provider.setJwtAuthenticationConverter(token -> {
      StaffSessions.Holder holder = holder(tokens, token);
      return new JwtAuthenticationToken(token, authorities(holder), holder.staff().name());
    });
    return new ProviderManager(provider);
  }

  private static StaffSessions.Holder holder(StaffTokens tokens, Jwt token) {
    try {
      return tokens
          .holder(token)
          .orElseThrow(() -> new InvalidBearerTokenException("its session opens nothing"));
    } catch (DataAccessException | TransactionException e) {
      throw new SessionsAwayException(e);
    }
  }

  private static List<GrantedAuthority> authorities(StaffSessions.Holder holder) {
    return AuthorityUtils.createAuthorityList(
        holder.newPasswordDue()
            ? List.of(StaffDoors.NEW_PASSWORD_DUE)
            : holder.staff().roles().stream().map(StaffRole::word).toList());
  }

  /** Whether a session is still good cannot be told now. */
  private static final class SessionsAwayException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    SessionsAwayException(Exception cause) {
      super("the sessions cannot be read", cause);
    }
  }

  /** An old token in the header must not keep anybody from the page, or from a new session. */
  private static @Nullable String tokenWhereItMatters(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(API) && !OpenDoors.WITHOUT_TOKEN.contains(path)
        ? TOKEN_IN_HEADER.resolve(request)
        : null;
  }

  private static void forbid(HttpServletResponse response, @Nullable Authentication who)
      throws IOException {
    boolean newPasswordDue =
        who != null
            && AuthorityUtils.authorityListToSet(who.getAuthorities())
                .contains(StaffDoors.NEW_PASSWORD_DUE);
    problem(response, 403, newPasswordDue ? "new-password-due" : "forbidden");
  }

  private static void refuse(HttpServletResponse response, boolean expired) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problem(response, 401, expired ? "token-expired" : "unauthorized");
  }

  private static void notHere(HttpServletResponse response) throws IOException {
    problem(response, 404, "not-found");
  }

  private static void problem(HttpServletResponse response, int status, String type)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    JsonMapper.shared()
        .writeValue(
            response.getOutputStream(),
            Map.of(
                "type",
                "urn:xianda:problem:" + type,
                "title",
                TEXTS.getString(type + ".title"),
                "detail",
                TEXTS.getString(type + ".detail"),
                "status",
                status));
  }

  @Bean
  SecretKey tokenKey(Keys keys) {
    return new SecretKeySpec(keys.tokenKey(), "HmacSHA256");
  }

  @Bean
  JwtEncoder jwtEncoder(SecretKey tokenKey) {
    return new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(tokenKey));
  }

  @Bean
  JwtDecoder jwtDecoder(SecretKey tokenKey, Clock clock, SamePerson samePerson) {
    return DecodeTokens.ofShoppers(tokenKey, clock, samePerson);
  }

  @Bean
  ShopperTokens shopperTokens(
      JwtEncoder encoder, JwtDecoder decoder, Clock clock, IdentitySettings settings) {
    return new ShopperTokens(encoder, decoder, clock, settings);
  }

  @Bean
  StaffTokens staffTokens(SecretKey tokenKey, Clock clock, StaffSessions sessions) {
    return new StaffTokens(tokenKey, clock, sessions);
  }
}
