package slipstream.alerter.incident.notice;

import java.util.List;

/**
 * An app, as far as people are told about it.
 *
 * @param appKey names it
 * @param name what people call it
 * @param partnerName who makes it
 * @param contacts mail addresses that are told about its incidents
 */
public record App(String appKey, String name, String partnerName, List<String> contacts) {
    public App {
        contacts = List.copyOf(contacts);
    }

    /** An app of which nothing but its key is known. */
    public static App unknown(String appKey) {
        return new App(appKey, appKey, appKey, List.of());
    }
}
