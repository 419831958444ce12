package slipstream.gateway.publishing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.gateway.admission.InstalledSecret.State.INSTALLED;
import static slipstream.gateway.admission.InstalledSecret.State.UNINSTALLED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.gateway.admission.InstalledSecret;

@DisplayName("A token")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String APP = "com.example.app";
    private static final String PATH = "/rest/x";
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

    private final List<InstalledSecret> installed = new ArrayList<>();
    private final TokenCheck check = new TokenCheck(appKey -> appKey.equals(APP) ? installed : List.of());
    private final SignedTokens token = SignedTokens.of(APP, "PUT", PATH, "", NOW);

    static List<TokenVector> vectors() {
        return TokenVector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void that_was_published_as_an_example_opens_its_own_request(TokenVector vector) {
        InstalledSecret installation = new InstalledSecret("site", "jira", INSTALLED, TokenVector.SECRET);
        TokenCheck published = new TokenCheck(appKey -> List.of(installation));

        assertThat(published.check(vector.request("jira:1234-5678-9000"), Instant.parse("2016-06-24T01:19:00Z")))
                .isEqualTo(new TokenCheck.Genuine(installation));
    }

    @Test
    void signed_with_the_secret_of_an_installation_is_genuine() {
        InstalledSecret site = install("site", SECRET);

        assertThat(check.check(request(token.signedWith(SECRET)), NOW)).isEqualTo(new TokenCheck.Genuine(site));
    }

    @Test
    void is_looked_for_among_all_installations_when_it_names_none() {
        install("other", "another-secret-of-thirty-two-bytes-or-more");
        InstalledSecret site = install("site", SECRET);

        assertThat(check.check(request(token.signedWith(SECRET)), NOW)).isEqualTo(new TokenCheck.Genuine(site));
    }

    @Test
    void that_names_an_installation_is_tried_with_that_one_alone() {
        install("site", SECRET);
        install("other", "another-secret-of-thirty-two-bytes-or-more");

        assertThat(faultOf(token.with("aud", "other").signedWith(SECRET))).isEqualTo(TokenFault.NOT_GENUINE);
        assertThat(faultOf(token.with("aud", "nobody").signedWith(SECRET))).isEqualTo(TokenFault.NOT_GENUINE);
        assertThat(isGenuine(token.with("aud", "site").signedWith(SECRET))).isTrue();
        assertThat(isGenuine(token.with("aud", List.of("site")).signedWith(SECRET)))
                .isTrue();
    }

    @Test
    void is_tried_with_the_twenty_newest_installations_and_no_more() {
        IntStream.range(0, 19).forEach(n -> install("newer" + n, "another-secret-of-thirty-two-bytes-or-more"));
        install("twentieth", SECRET);
        install("twenty-first", "the-secret-of-the-twenty-first-installation");

        assertThat(isGenuine(token.signedWith(SECRET))).isTrue();
        assertThat(faultOf(token.signedWith("the-secret-of-the-twenty-first-installation")))
                .isEqualTo(TokenFault.NOT_GENUINE);
        assertThat(isGenuine(
                        token.with("aud", "twenty-first").signedWith("the-secret-of-the-twenty-first-installation")))
                .isTrue();
    }

    @Test
    void of_an_uninstalled_installation_is_worthless_and_takes_nobodys_place() {
        IntStream.range(0, 30)
                .forEach(n -> installed.add(new InstalledSecret("gone" + n, "jira", UNINSTALLED, SECRET)));
        assertThat(faultOf(token.signedWith(SECRET))).isEqualTo(TokenFault.NOT_GENUINE);

        install("site", SECRET);
        assertThat(isGenuine(token.signedWith(SECRET))).isTrue();
    }

    @Test
    void of_an_unknown_app_gets_the_answer_of_a_wrong_secret() {
        install("site", SECRET);
        SignedRequest unknown = new SignedRequest(
                "PUT",
                PATH,
                "",
                "",
                "com.unknown",
                Optional.of("JWT "
                        + SignedTokens.of("com.unknown", "PUT", PATH, "", NOW).signedWith(SECRET)));

        assertThat(check.check(unknown, NOW)).isEqualTo(check.check(request(token.signedWith("wrong" + SECRET)), NOW));
    }

    @Test
    void must_be_signed_with_HS256() {
        install("site", SECRET);

        assertThat(faultOf(token.algorithm("none").unsigned())).isEqualTo(TokenFault.ALGORITHM);
        assertThat(faultOf(token.algorithm("RS256").signedWith(SECRET))).isEqualTo(TokenFault.ALGORITHM);
        assertThat(faultOf(token.algorithm("HS512").signedWith(SECRET))).isEqualTo(TokenFault.ALGORITHM);
        assertThat(faultOf(token.algorithm("hs256").signedWith(SECRET))).isEqualTo(TokenFault.ALGORITHM);
        assertThat(faultOf(token.algorithm("HS256").unsigned())).isEqualTo(TokenFault.MALFORMED);
    }

    @Test
    void whose_payload_was_changed_is_not_genuine() {
        install("site", SECRET);
        String signed = token.signedWith(SECRET);
        String changed = token.with("sub", "somebody-else").unsigned();

        assertThat(faultOf(changed + signed.substring(signed.lastIndexOf('.') + 1)))
                .isEqualTo(TokenFault.NOT_GENUINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "iat", "exp", "qsh"})
    void must_carry_every_required_claim_in_its_own_type(String claim) {
        install("site", SECRET);

        assertThat(faultOf(token.with(claim, List.of(1)).signedWith(SECRET))).isEqualTo(TokenFault.CLAIM);
        assertThat(faultOf(token.without(claim).signedWith(SECRET))).isEqualTo(TokenFault.CLAIM);
    }

    @ParameterizedTest
    @CsvSource({
        // issued, expires, start: seconds from now; an empty start means no such claim
        "0, 180, , ''",
        "-200, -20, , ''",
        "-200, -29, , ''",
        "-200, -30, , EXPIRED",
        "30, 180, , ''",
        "31, 180, , NOT_YET_VALID",
        "0, 180, 30, ''",
        "0, 180, 31, NOT_YET_VALID",
        "-1800, 1800, , ''",
        "-1800, 1801, , LIFETIME",
        "0, 0, , LIFETIME",
        "0, -1, , LIFETIME",
        "0, 100000000000, , LIFETIME",
    })
    void is_judged_by_its_times(long issued, long expires, Long start, String fault) {
        install("site", SECRET);
        token.with("iat", NOW.getEpochSecond() + issued).with("exp", NOW.getEpochSecond() + expires);
        if (start != null) {
            token.with("nbf", NOW.getEpochSecond() + start);
        }

        TokenCheck.Answer answer = check.check(request(token.signedWith(SECRET)), NOW);

        assertThat(fault(answer).map(Enum::name).orElse("")).isEqualTo(fault);
    }

    @Test
    void with_a_time_beyond_all_calendars_is_refused() {
        install("site", SECRET);

        assertThat(faultOf(token.with("exp", Long.MAX_VALUE).signedWith(SECRET)))
                .isEqualTo(TokenFault.CLAIM);
        assertThat(faultOf(token.with("exp", -1).signedWith(SECRET))).isEqualTo(TokenFault.CLAIM);
    }

    @Test
    void is_for_the_app_in_the_path_and_for_this_request_alone() {
        install("site", SECRET);

        assertThat(faultOf(token.with("iss", "com.example.other").signedWith(SECRET)))
                .isEqualTo(TokenFault.ISSUER);
        assertThat(faultOf(token.with("iss", APP).with("qsh", "0".repeat(64)).signedWith(SECRET)))
                .isEqualTo(TokenFault.REQUEST);
        assertThat(faultOf(token.with("qsh", "context-qsh").signedWith(SECRET))).isEqualTo(TokenFault.CONTEXT_QSH);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "JWT, MISSING",
        "'JWT ', MISSING",
        "Bearer abc, MISSING",
        "JWT abc, ALGORITHM",
        "JWT a.b.c, ALGORITHM",
        "JWT eyJhbGciOiJIUzI1NiJ9.b.c, MALFORMED",
        "JWT eyJhbGciOiJIUzI1NiJ9..c, MALFORMED",
    })
    void must_be_one_at_all(String header, TokenFault fault) {
        SignedRequest request = new SignedRequest("PUT", PATH, "", "", APP, Optional.of(header));

        assertThat(fault(check.check(request, NOW))).contains(fault);
    }

    @Test
    void is_not_looked_at_beyond_8192_characters() {
        install("site", SECRET);

        assertThat(faultOf(token.with("padding", "x".repeat(8_192)).signedWith(SECRET)))
                .isEqualTo(TokenFault.MALFORMED);
    }

    @Test
    void may_be_signed_with_a_short_secret_but_not_with_an_empty_one() {
        install("empty", "");
        install("site", "sixteen-letters!");

        assertThat(isGenuine(token.signedWith("sixteen-letters!"))).isTrue();
        assertThat(faultOf(token.signedWith("\0"))).isEqualTo(TokenFault.NOT_GENUINE);
    }

    private InstalledSecret install(String clientKey, String secret) {
        InstalledSecret installation = new InstalledSecret(clientKey, "jira", INSTALLED, secret);
        installed.add(installation);
        return installation;
    }

    private static SignedRequest request(String token) {
        return new SignedRequest("PUT", PATH, "", "", APP, Optional.of("JWT " + token));
    }

    private boolean isGenuine(String compact) {
        return fault(check.check(request(compact), NOW)).isEmpty();
    }

    private TokenFault faultOf(String compact) {
        return fault(check.check(request(compact), NOW)).orElseThrow();
    }

    private static Optional<TokenFault> fault(TokenCheck.Answer answer) {
        List<TokenFault> faults = new ArrayList<>();
        answer.match(genuine -> {}, faults::add);
        return faults.stream().findFirst();
    }
}
