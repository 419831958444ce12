package slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.avro.Breach;

@DisplayName("A client of a schema registry")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistryClientTest {
    private static final Schema BREACH = Breach.getClassSchema();
    private static final RegistryDeadlines PATIENT =
            new RegistryDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(1));
    private static final RegistryDeadlines HASTY =
            new RegistryDeadlines(Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofMillis(5));

    private final StubRegistry registry;

    RegistryClientTest() throws IOException {
        registry = new StubRegistry("/apis/ccompat/v7");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void registers_below_the_path_of_the_base_address_and_asks_once() {
        RegistryClient client = new RegistryClient(registry.url() + "/", PATIENT);
        assertThat(client.idOf("slipstream.breaches-value", BREACH)).isEqualTo(1);
        assertThat(client.idOf("slipstream.breaches-value", BREACH)).isEqualTo(1);
        assertThat(registry.requests)
                .containsExactly("POST /apis/ccompat/v7/subjects/slipstream.breaches-value/versions");
    }

    @Test
    void registers_a_schema_as_its_author_wrote_it() {
        new RegistryClient(registry.url(), PATIENT).idOf("slipstream.breaches-value", BREACH);
        assertThat(registry.registered(1)).doesNotContain("avro.java").contains("\"type\":\"string\"");
        assertThat(BREACH.toString()).contains("avro.java.string");
    }

    @Test
    void reads_a_schema_once() {
        RegistryClient client = new RegistryClient(registry.url(), PATIENT);
        int id = client.idOf("s", BREACH);
        assertThat(client.byId(id).getFullName()).isEqualTo(BREACH.getFullName());
        assertThat(client.byId(id)).isSameAs(client.byId(id));
        assertThat(registry.requests).hasSize(2).last().isEqualTo("GET /apis/ccompat/v7/schemas/ids/1");
    }

    @Test
    void tells_an_unknown_schema_from_a_silent_registry() {
        assertThatThrownBy(() -> new RegistryClient(registry.url(), PATIENT).byId(99))
                .isInstanceOf(UnknownSchema.class);
        registry.silent = true;
        assertThatThrownBy(() -> new RegistryClient(registry.url(), HASTY).byId(1))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("/schemas/ids/1");
    }

    @Test
    void tries_again_while_the_registry_is_away() {
        registry.failures.set(3);
        assertThat(new RegistryClient(registry.url(), PATIENT).idOf("s", BREACH))
                .isEqualTo(1);
        assertThat(registry.requests).hasSize(4);
    }

    @Test
    void is_waited_for_at_the_start_and_knows_the_schemas_of_all_topics_then() {
        registry.failures.set(5);
        SerdeSettings.ours(registry.url()).awaitRegistry(Duration.ofSeconds(60));
        assertThat(registry.requests).hasSize(5 + Topics.inFlowOrder().size());
    }

    @Test
    void gives_up_at_its_deadline() {
        registry.failures.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new RegistryClient(registry.url(), HASTY).idOf("s", BREACH))
                .isInstanceOf(RegistryUnavailable.class);
        assertThat(registry.requests).isNotEmpty();
    }

    @Test
    void does_not_repeat_what_was_refused() {
        registry.failureStatus = 409;
        registry.failures.set(1);
        assertThatThrownBy(() -> new RegistryClient(registry.url(), PATIENT).idOf("s", BREACH))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("planted");
        assertThat(registry.requests).hasSize(1);
    }

    @Test
    void finds_no_registry_where_nothing_listens() {
        String gone = registry.url();
        registry.close();
        assertThatThrownBy(() -> new RegistryClient(gone, HASTY).byId(1)).isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void serves_the_serde_that_settings_name() {
        SerdeSettings settings = SerdeSettings.ours(registry.url());
        SpecificRecord breach = SampleRecords.of(Topics.BREACHES);
        byte[] bytes = settings.<SpecificRecord>serializer(Topics.BREACHES).serialize(Topics.BREACHES.name(), breach);
        assertThat(settings.<SpecificRecord>deserializer(Topics.BREACHES).deserialize(Topics.BREACHES.name(), bytes))
                .isEqualTo(breach);
    }

    @Test
    void is_not_for_keys_and_wants_an_address() {
        SlipstreamAvroSerializer<Breach> serializer = new SlipstreamAvroSerializer<>();
        assertThatThrownBy(() -> serializer.configure(Map.of(RegistryClient.URL_SETTING, "http://x"), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> serializer.configure(Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RegistryClient.URL_SETTING);
    }

    @Test
    void names_the_class_that_cannot_be_used() {
        SerdeSettings settings = new SerdeSettings(registry.url(), "no.such.Serializer", "java.lang.String");
        assertThatThrownBy(() -> settings.serializer(Topics.BREACHES)).hasMessageContaining("no.such.Serializer");
        assertThatThrownBy(() -> settings.deserializer(Topics.BREACHES)).hasMessageContaining("java.lang.String");
    }
}
