package slipstream.gateway.publishing.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The hash of a request")
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryStringHashTest {
    static List<TokenVector> vectors() {
        return TokenVector.all();
    }

    @Test
    void has_all_the_published_examples() {
        assertThat(vectors()).hasSize(39);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void is_made_of_the_canonical_form_that_is_published(TokenVector vector) {
        assertThat(QueryStringHash.canonical(vector.method(), vector.rawPath(), vector.rawQuery()))
                .isEqualTo(vector.canonical());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void is_the_one_in_the_published_token(TokenVector vector) {
        String claimed =
                ConnectToken.parse(vector.token()).orElseThrow().text("qsh").orElseThrow();

        assertThat(QueryStringHash.of(vector.method(), vector.rawPath(), vector.rawQuery()))
                .isEqualTo(claimed);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 'PUT&/&'",
        "/, '', 'PUT&/&'",
        "/a/, '', 'PUT&/a&'",
        "/a//, '', 'PUT&/a/&'",
        "/a&b, '', 'PUT&/a%26b&'",
        "/a%20b, '', 'PUT&/a%20b&'",
        "/a, 'jwt=x&b=1', 'PUT&/a&b=1'",
        "/a, '&&b&', 'PUT&/a&b='",
        "/a, 'b=1=2', 'PUT&/a&b=1%3D2'",
        "/a, 'b=%zz', 'PUT&/a&b=%25zz'",
    })
    void has_a_canonical_form_for_every_path_and_query(String path, String query, String canonical) {
        assertThat(QueryStringHash.canonical("PUT", path, query)).isEqualTo(canonical);
    }

    @Test
    void may_be_made_with_or_without_the_products_prefix() {
        String with = QueryStringHash.of("PUT", "/wiki/rest/x", "");
        String without = QueryStringHash.of("PUT", "/rest/x", "");

        assertThat(QueryStringHash.matches(with, "PUT", "/wiki/rest/x", "", "/wiki"))
                .isTrue();
        assertThat(QueryStringHash.matches(without, "PUT", "/wiki/rest/x", "", "/wiki"))
                .isTrue();
        assertThat(QueryStringHash.matches(with, "PUT", "/rest/x", "", "")).isFalse();
    }

    @Test
    void differs_by_method_and_by_query() {
        String hash = QueryStringHash.of("PUT", "/rest/x", "a=1");

        assertThat(QueryStringHash.matches(hash, "POST", "/rest/x", "a=1", "")).isFalse();
        assertThat(QueryStringHash.matches(hash, "PUT", "/rest/x", "a=2", "")).isFalse();
        assertThat(QueryStringHash.matches(hash.toUpperCase(Locale.ROOT), "PUT", "/rest/x", "a=1", ""))
                .isFalse();
    }
}
