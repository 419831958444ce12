package slipstream.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import slipstream.kit.http.Json;

/** A service answered otherwise than was hoped for; says what was asked, and what the problem document says of it. */
public final class UnexpectedAnswer extends IllegalStateException {
    private static final long serialVersionUID = 1;

    UnexpectedAnswer(String asked, int status, String body) {
        super(asked + " was answered " + status + ": " + inWords(body));
    }

    private static String inWords(String body) {
        try {
            JsonNode problem = Json.mapper().readTree(body);
            if (!problem.hasNonNull("detail")) {
                return body;
            }
            StringBuilder words = new StringBuilder(problem.get("detail").asText());
            for (JsonNode fault : problem.path("errors")) {
                words.append("; ")
                        .append(fault.path("field").asText())
                        .append(": ")
                        .append(fault.path("reason").asText());
            }
            return words.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
