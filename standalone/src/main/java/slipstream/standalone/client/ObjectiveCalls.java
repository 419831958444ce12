package slipstream.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Speaks about objectives as code: OpenSLO documents in, what they change and what is promised out. */
public final class ObjectiveCalls {
    private final String url;
    private final HttpCalls calls;

    ObjectiveCalls(String gateway, HttpCalls calls) {
        this.url = gateway + "/v1/objectives";
        this.calls = calls;
    }

    /** What is wrong with documents. */
    public JsonNode validate(String yaml) {
        return calls.send("POST", url + "/validate", bytes(yaml)).orFail(200).json();
    }

    /** What applying documents would change. */
    public JsonNode plan(String yaml, boolean prune, @Nullable String app) {
        return calls.send("POST", url + "/plan" + query(prune, app), bytes(yaml))
                .orFail(200)
                .json();
    }

    /** Puts what documents promise into force; {@code asAsked} says whether all of it is. */
    public JsonNode apply(String yaml, boolean prune, @Nullable String app) {
        return calls.send("POST", url + "/apply" + query(prune, app), bytes(yaml))
                .orFail(200, 207)
                .json();
    }

    /** What is promised: to all apps, and to one app or to every one that the token reaches. */
    public JsonNode list(@Nullable String app) {
        return calls.get(url + (app == null ? "" : "?app=" + encoded(app)))
                .orFail(200)
                .json();
    }

    /** Takes an objective back. */
    public void remove(String appKey, String id) {
        calls.send("DELETE", of(appKey, id), new byte[0]).orFail(204);
    }

    /** Every revision of an objective, oldest first. */
    public JsonNode revisions(String appKey, String id) {
        return calls.get(of(appKey, id) + "/revisions").orFail(200).json();
    }

    private String of(String appKey, String id) {
        return url + "/" + encoded(appKey) + "/" + encoded(id);
    }

    private static String query(boolean prune, @Nullable String app) {
        return "?prune=" + prune + (app == null ? "" : "&app=" + encoded(app));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
