package slipstream.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is probed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbeTargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example.com, /health, https://a.example.com/health",
        "https://a.example.com/app, /health, https://a.example.com/app/health",
        "https://a.example.com/app/, health, https://a.example.com/app/health",
        "http://127.0.0.1:8090, /, http://127.0.0.1:8090/",
        "https://a.example.com, '', https://a.example.com",
        "https://a.example.com, /health?deep=1, https://a.example.com/health?deep=1",
    })
    void is_the_health_path_below_the_base_url(String baseUrl, String healthPath, String address) {
        assertThat(ProbeTarget.of("app", baseUrl, healthPath))
                .contains(new ProbeTarget("app", baseUrl, URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example.com",
                "ftp://a.example.com",
                "https://",
                "https://u:p@a.example.com",
                "http:// x",
                "http://a.example.com:99999"
            })
    void is_an_address_over_http_without_credentials_or_nothing(String baseUrl) {
        assertThat(ProbeTarget.of("app", baseUrl, "/health")).isEmpty();
    }
}
