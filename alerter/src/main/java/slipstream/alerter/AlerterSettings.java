package slipstream.alerter;

import slipstream.alerter.listen.ListenSettings;
import slipstream.alerter.mail.MailSettings;
import slipstream.alerter.notify.NotifySettings;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.SerdeSettings;

/**
 * Everything that can be set about an alerter.
 *
 * @param http where its REST interface listens
 * @param kafka which Kafka
 * @param serde how values are written and read
 * @param listen how verdicts are listened to
 * @param notifications how notifications are carried out
 * @param mail the mail channel
 * @param eventSource URI reference of this installation in the headers of public records
 */
public record AlerterSettings(
        HttpSettings http,
        KafkaSettings kafka,
        SerdeSettings serde,
        ListenSettings listen,
        NotifySettings notifications,
        MailSettings mail,
        String eventSource) {
    private static final int DEFAULT_PORT = 8082;

    /** Reads all of them; problems are told by the reader's {@code finish}. */
    public static AlerterSettings read(SettingsReader settings) {
        return new AlerterSettings(
                HttpSettings.read(settings, "alerter", DEFAULT_PORT),
                KafkaSettings.read(settings),
                new SerdeSettings(
                        settings.text("schema.registry.url", SerdeSettings.DEFAULT_REGISTRY_URL),
                        settings.text("avro.serializer", SerdeSettings.OUR_SERIALIZER),
                        settings.text("avro.deserializer", SerdeSettings.OUR_DESERIALIZER)),
                ListenSettings.read(settings),
                NotifySettings.read(settings),
                MailSettings.read(settings),
                settings.text("alerter.event-source", "/slipstream"));
    }
}
