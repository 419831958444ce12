package slipstream.gateway.catalogue.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.InvalidInput;

@DisplayName("A registration")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistrationInputTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NAMES = "'name':'A','partnerName':'P'";

    @Test
    void is_read_as_it_was_sent() throws Exception {
        Registration app =
                read("{" + NAMES + ",'baseUrls':[{'url':'https://a.example.com:8443/x/','healthPath':'/h%20?a=1'}]}");

        assertThat(app.baseUrls()).singleElement().satisfies(baseUrl -> {
            assertThat(baseUrl.url()).isEqualTo("https://a.example.com:8443/x");
            assertThat(baseUrl.healthPath()).isEqualTo("/h%20?a=1");
        });
    }

    @ParameterizedTest
    @CsvSource({"https://a.example.com:99999, /", "https://a.example.com:0, /", "https://a.example.com, /%zz"})
    void names_no_address_that_nobody_could_ask(String url, String healthPath) {
        assertThatThrownBy(() ->
                        read("{" + NAMES + ",'baseUrls':[{'url':'" + url + "','healthPath':'" + healthPath + "'}]}"))
                .isInstanceOfSatisfying(InvalidInput.class, refused -> assertThat(
                                refused.problem().errors())
                        .extracting(fault -> fault.code())
                        .containsAnyOf("invalid-url", "invalid-path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + NAMES + "} {}",
                "{" + NAMES + ",'name':'B'}",
                "{'name':'\\uD800','partnerName':'P'}",
                "{'name':'A\\r\\nBcc: b@example.com','partnerName':'P'}",
            })
    void is_refused_when_it_could_be_read_in_two_ways_or_not_be_written_back(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void has_a_key_that_stays_in_the_path_of_a_URL() {
        assertThat(AppRoutes.isAppKey("com.example.app")).isTrue();
        assertThat(AppRoutes.isAppKey("...")).isTrue();
        for (String key : new String[] {"", ".", "..", "a/b", "a%2fb", "a b", "\u00e4", "a\u0000"}) {
            assertThat(AppRoutes.isAppKey(key)).as(key).isFalse();
        }
    }

    private static Registration read(String body) throws InvalidInput {
        return RegistrationInput.read("app", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOW);
    }
}
